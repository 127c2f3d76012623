"""Orders: what was bought, at which prices, and what was given back."""
