"""One name for one thing, in snake_case, in every layer."""
