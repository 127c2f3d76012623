"""Redis: cache-aside with single flight, locks."""
