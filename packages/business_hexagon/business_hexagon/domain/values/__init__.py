"""Value objects that every context shares."""
