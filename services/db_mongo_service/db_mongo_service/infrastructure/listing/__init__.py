"""Lists: which fields may be filtered and sorted, and cursors over them."""
