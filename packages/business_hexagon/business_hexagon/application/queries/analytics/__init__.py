"""What staff asks about the shop."""
