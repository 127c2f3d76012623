"""How much of the API anybody may use."""
