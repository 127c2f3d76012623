"""A small shop to look around in: products, prices, stock and drawn photos."""
