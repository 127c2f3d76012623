"""HTTP routes, one file per operation."""
