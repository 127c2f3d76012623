"""Due work, claimed under a lease, so that two sweeps never take the same piece."""
