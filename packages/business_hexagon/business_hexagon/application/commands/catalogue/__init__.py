"""Change the catalogue and its stock."""
