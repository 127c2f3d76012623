"""Q1xx: databases belong to the two data services."""
