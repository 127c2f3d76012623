"""The HTTP interface: one module for each use case or resource, and one for its problems."""
