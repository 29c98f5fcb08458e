"""A door for assistants: examples, search, the schema and any query, as tools of the Model Context Protocol."""
