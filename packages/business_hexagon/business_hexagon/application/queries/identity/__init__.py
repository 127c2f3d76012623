"""Look at accounts."""
