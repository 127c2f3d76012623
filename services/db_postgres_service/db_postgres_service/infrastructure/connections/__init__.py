"""Connections to PostgreSQL: the pool, and what runs statements on it."""
