"""Read the payments of an order."""
