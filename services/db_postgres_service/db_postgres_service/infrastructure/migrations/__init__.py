"""Alembic migrations; `run_migrations` is the only way in."""
