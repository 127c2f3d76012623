"""Q6xx: the domain at the centre, adapters at the rim."""
