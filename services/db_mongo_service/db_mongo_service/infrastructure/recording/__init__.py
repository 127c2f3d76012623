"""What recording an event changes beside the event itself, as pure functions."""
