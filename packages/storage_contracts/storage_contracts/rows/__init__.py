"""One module for each resource: its row as the data service stores and returns it."""
