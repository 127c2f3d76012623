"""Use cases: commands, queries, event handlers and the order saga."""
