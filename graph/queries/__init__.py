"""Every Cypher read there is, as values, a module a noun."""
