"""Data service in front of PostgreSQL."""
