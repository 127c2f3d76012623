"""Photos and documents that people send, kept with tasks, orders and products."""
