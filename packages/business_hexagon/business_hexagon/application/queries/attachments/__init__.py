"""Look at the files of things."""
