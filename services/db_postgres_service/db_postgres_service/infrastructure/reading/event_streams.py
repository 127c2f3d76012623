"""Use cases: read a stream of events, and an idempotency record."""

from sqlalchemy import Integer, Text, bindparam, cast, func, select
from sqlalchemy.dialects.postgresql import aggregate_order_by
from storage_contracts.atomic_write import IdempotencyRecord, event_named_by

from db_postgres_service.infrastructure.connections.database import Database
from db_postgres_service.infrastructure.errors import RowNotFoundError
from db_postgres_service.infrastructure.retention.settled_event import SettledEvents
from db_postgres_service.infrastructure.schema import event_store, idempotency_records
from db_postgres_service.infrastructure.statements.compiled_statement import CompiledStatement
from db_postgres_service.infrastructure.statements.json_documents import json_object

LAST_VERSION = 2**31 - 1
"""The highest version that a stream can reach."""


class ReadEventStream:
    """Reads the events of one stream in their order."""

    _SQL = CompiledStatement(
        select(
            func.coalesce(
                cast(
                    func.json_agg(
                        aggregate_order_by(json_object(event_store.c), event_store.c.version)
                    ),
                    Text,
                ),
                "[]",
            )
        ).where(
            event_store.c.stream == bindparam("stream"),
            event_store.c.version > bindparam("after", type_=Integer()),
            event_store.c.version <= bindparam("until", type_=Integer()),
        )
    )

    def __init__(self, database: Database) -> None:
        self._database = database

    async def read(self, stream: str, after: int, until: int) -> bytes:
        """Return a JSON array of `StoredEvent`; empty when there are none.

        Args:
            stream: `<kind>/<uuid>`.
            after: Events above this version.
            until: Events up to this version.

        Raises:
            StorageError: PostgreSQL refused or did not answer.
        """
        arguments = self._SQL.arguments({"stream": stream, "after": after, "until": until})
        row = await self._database.read_row(self._SQL.sql, *arguments)
        return b"[]" if row is None else str(row[0]).encode()


class ReadIdempotencyRecord:
    """Reads what was stored under an idempotency key."""

    _SQL = CompiledStatement(
        select(
            cast(
                json_object(item for item in idempotency_records.c if item.name != "created_at"),
                Text,
            )
        ).where(
            idempotency_records.c.scope == bindparam("scope"),
            idempotency_records.c.key == bindparam("key"),
        )
    )

    def __init__(self, database: Database) -> None:
        self._database = database
        self._settled = SettledEvents(database)

    async def read(self, scope: str, key: str) -> bytes:
        """Return an `IdempotencyRecord` as JSON; of a settled event as it was before it left.

        Raises:
            RowNotFoundError: There is none.
        """
        row = await self._database.read_row(self._SQL.sql, scope, key)
        if row is not None:
            return str(row[0]).encode()
        event_id = event_named_by(key)
        if event_id is None or not await self._settled.applied(scope, event_id):
            raise RowNotFoundError("idempotency_records", f"{scope}/{key}")
        record = IdempotencyRecord(scope=scope, key=key, request_hash=event_id.hex)
        return record.model_dump_json().encode()
