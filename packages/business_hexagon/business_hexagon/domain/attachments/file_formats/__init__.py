"""The kinds of files that are taken, and how each is told from what only looks like it."""
