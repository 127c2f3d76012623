"""Routes of processes: starting each kind of them, and how far they are."""
