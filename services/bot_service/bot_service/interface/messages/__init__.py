"""Which event tells which customer what."""
