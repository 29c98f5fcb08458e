"""
Operations compiled once, and run level by level: what the schema declares needs no walk from field to field.

A plan is made of an operation by graphql-core's own collection and coercion; it is run breadth first, with one read a
loader and level. Whatever a plan does not know, and whatever is not as it should be, makes it step aside: then
graphql-core executes the operation, over what was read already. So errors are told by one executor only.
"""
