"""Looking for products from within any other chat."""
