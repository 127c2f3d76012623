"""Events that the API hears."""
