"""Routes of operations: one module for each use case."""
