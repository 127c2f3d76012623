"""The public HTTP interface: one module for each use case, by context."""
