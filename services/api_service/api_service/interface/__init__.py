"""What drives the API: HTTP requests, and the events that invalidate its cache."""
