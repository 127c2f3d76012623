"""What is sold: products, and the model of their stock."""
