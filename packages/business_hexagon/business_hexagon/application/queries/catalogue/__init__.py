"""Look at the catalogue and its stock."""
