"""Look at what the consumers have given up."""
