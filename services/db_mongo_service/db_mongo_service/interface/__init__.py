"""What drives this service."""
