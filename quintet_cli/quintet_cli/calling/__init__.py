"""One request to the API, for whoever tries something out."""
