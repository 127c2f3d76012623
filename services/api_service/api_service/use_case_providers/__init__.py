"""Use cases of one entity each, with their presenter, as the container provides them."""
