"""What is deployed: held against the parsers and the programs that will read it."""
