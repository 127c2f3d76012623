"""Open accounts, log in, change accounts."""
