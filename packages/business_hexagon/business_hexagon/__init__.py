"""The business, written once: domain and application layers, standard library only."""
