"""What simulated people do, and how tests look into the sandbox."""
