"""What the worker tells about itself: readiness, backlog, processing times."""
