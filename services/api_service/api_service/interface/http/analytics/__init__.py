"""Routes of analytics: one module for each use case."""
