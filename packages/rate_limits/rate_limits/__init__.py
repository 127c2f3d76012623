"""Limits per caller and endpoint."""
