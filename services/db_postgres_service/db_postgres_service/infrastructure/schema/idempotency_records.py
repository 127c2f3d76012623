"""The one mechanism behind a client's `Idempotency-Key` and a consumer's inbox."""

from sqlalchemy import Column, Index, String, Table, Text, func, text

from db_postgres_service.infrastructure.schema.metadata import MOMENT, metadata
from db_postgres_service.infrastructure.schema.retention import removed

idempotency_records = Table(
    "idempotency_records",
    metadata,
    Column("scope", String(200), primary_key=True),
    Column("key", String(200), primary_key=True),
    Column("request_hash", String(64), nullable=False),
    Column("response", Text),
    Column("created_at", MOMENT, nullable=False, server_default=func.now()),
    info=removed(
        "`TRACES_DAYS` after they were written",
        "an inbox record leaves with its settled event, which is refused from then on;"
        " a client's key is repeated within hours",
    ),
)

CLIENTS_CLAIM = text("NOT (length(request_hash) = 32 AND request_hash = replace(key, '-', ''))")
"""What a consumer claims is an event, and its hash is the event's id; all else comes from clients.

Written the same way in the partial index and in the statement that it serves."""

Index(
    "idempotency_records_clients_created_at_idx",
    idempotency_records.c.created_at,
    postgresql_where=CLIENTS_CLAIM,
)
