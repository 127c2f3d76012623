"""From the cart to an order: where to, paid how, confirmed once."""
