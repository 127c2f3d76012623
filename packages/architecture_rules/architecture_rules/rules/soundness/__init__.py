"""Rules on what is said to the check itself."""
