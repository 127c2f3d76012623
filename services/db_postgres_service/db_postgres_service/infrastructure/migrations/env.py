"""Alembic's entry point. The connection comes from `run_migrations`, never from a file."""

from alembic import context
from sqlalchemy import Connection

from db_postgres_service.infrastructure.schema import metadata

connection = context.config.attributes["connection"]
if not isinstance(connection, Connection):
    raise TypeError("migrations run through run_migrations, which hands over its connection")
context.configure(connection=connection, target_metadata=metadata, compare_type=True)
with context.begin_transaction():
    context.run_migrations()
