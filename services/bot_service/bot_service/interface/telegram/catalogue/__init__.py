"""Looking around in the shop."""
