"""Look at tasks."""
