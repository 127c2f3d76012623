"""Q2xx: every kind of service has a process, and an event loop, of its own."""
