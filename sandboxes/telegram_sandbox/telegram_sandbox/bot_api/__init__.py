"""The Bot API: one file of methods for each theme."""
