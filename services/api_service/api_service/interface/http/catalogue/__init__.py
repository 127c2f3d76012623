"""Routes of catalogue: one module for each use case."""
