"""Looking, remembering, forgiving, mending."""
