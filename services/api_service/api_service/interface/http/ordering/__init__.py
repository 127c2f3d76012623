"""Routes of ordering: one module for each use case."""
