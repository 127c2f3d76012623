"""What `verify`, `rebuild` and `replay` ask: invariants, rebuilt rows, sums."""
