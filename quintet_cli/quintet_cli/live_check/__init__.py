"""Compares the platform that runs with the one that the code declares."""
