"""What the worker does by the clock, and the relay that the data service wakes."""
