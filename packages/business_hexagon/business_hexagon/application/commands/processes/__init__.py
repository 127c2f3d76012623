"""Start processes: sagas that are made of steps."""
