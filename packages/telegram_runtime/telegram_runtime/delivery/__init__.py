"""How updates come in: polled or pushed, in turns, and never confirmed before their effect."""
