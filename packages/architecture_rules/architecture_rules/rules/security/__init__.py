"""Q95x and up: what keeps strangers out."""
