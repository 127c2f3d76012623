"""SQL, written in SQLAlchemy Core, compiled once, run on asyncpg."""
