"""The collections: validators, indexes and time to live, as data."""
