"""Documents: what they may be, what they cost, and their parsed and validated form."""
