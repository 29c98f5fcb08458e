"""
Search over the names of things: an n-gram index narrows, a fuzzy scorer ranks.

`folding` makes one form of what is written in many ways, `reading` says in which ways a text that was typed can be
meant, `entry` holds what a thing is called, `index` finds things that share pieces of words with a text, `ranking`
says how well a name answers it, `piece` which part of the name that was, and `shelf` keeps one index a release in a
directory that all workers share.
"""
