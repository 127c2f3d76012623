"""Files that people attach to tasks, orders and products."""
