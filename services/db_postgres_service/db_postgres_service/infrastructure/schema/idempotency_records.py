"""The one mechanism behind a client's `Idempotency-Key` and a consumer's inbox."""

from sqlalchemy import Column, String, Table, Text, func

from db_postgres_service.infrastructure.schema.metadata import MOMENT, metadata

idempotency_records = Table(
    "idempotency_records",
    metadata,
    Column("scope", String(200), primary_key=True),
    Column("key", String(200), primary_key=True),
    Column("request_hash", String(64), nullable=False),
    Column("response", Text),
    Column("created_at", MOMENT, nullable=False, server_default=func.now()),
)
