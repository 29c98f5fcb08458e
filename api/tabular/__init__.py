"""An answer as a table: from the document and the schema its columns, from the data its rows, as CSV or NDJSON."""
