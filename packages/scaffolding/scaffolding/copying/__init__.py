"""A project is a copy of the platform: which of its files, and under which name."""
