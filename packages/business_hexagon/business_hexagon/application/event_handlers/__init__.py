"""Reactions to events: when X, do Y."""
