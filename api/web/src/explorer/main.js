// The explorer: see its modules beside this one.
