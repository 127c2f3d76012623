"""Attach files to things."""
