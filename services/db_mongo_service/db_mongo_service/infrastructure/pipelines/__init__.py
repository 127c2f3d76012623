"""Aggregation pipelines as pure functions, one per report."""
