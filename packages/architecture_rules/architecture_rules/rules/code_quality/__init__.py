"""Q7xx: what the code itself must say, and must not do."""
