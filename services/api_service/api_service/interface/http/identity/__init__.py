"""Routes of identity: one module for each use case."""
