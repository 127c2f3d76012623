"""Data service in front of MongoDB."""
