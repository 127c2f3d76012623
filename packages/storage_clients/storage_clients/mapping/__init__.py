"""Aggregates to rows and back, one module for each aggregate; events to records and back."""
