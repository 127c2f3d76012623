"""The public web API."""
