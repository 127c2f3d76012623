"""What drives the worker: messages and the clock."""
