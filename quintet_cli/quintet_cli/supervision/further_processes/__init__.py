"""Processes that were added to the platform, one file for each; the catalogue lists them."""
