"""How this service is driven."""
