"""Reads: rows as ready JSON, lists by whitelisted filters and sorts, pages by keyset cursor."""
