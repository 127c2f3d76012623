"""Routes of tasks: one module for each use case."""
