"""Why a gate was closed: asked only when it was."""

from uuid import UUID

from sqlalchemy import Integer, Uuid, any_, bindparam, select
from sqlalchemy.dialects.postgresql import ARRAY
from storage_contracts.atomic_write import AtomicWriteResult, IdempotencyClaim, ProductGuard

from db_postgres_service.infrastructure.atomic_write.rows import ROW_TABLES
from db_postgres_service.infrastructure.connections.database import Database
from db_postgres_service.infrastructure.errors import (
    BrokenGuard,
    GuardFailedError,
    IdempotencyConflictError,
    VersionConflictError,
)
from db_postgres_service.infrastructure.retention.settled_event import SettledEvents
from db_postgres_service.infrastructure.schema import idempotency_records, products
from db_postgres_service.infrastructure.statements.compiled_statement import CompiledStatement

_RECORD = CompiledStatement(
    select(idempotency_records.c.request_hash, idempotency_records.c.response).where(
        idempotency_records.c.scope == bindparam("scope"),
        idempotency_records.c.key == bindparam("key"),
    )
)
_PRODUCTS = CompiledStatement(
    select(products.c.id, products.c.version, products.c.is_active).where(
        products.c.id == any_(bindparam("ids", type_=ARRAY(Uuid())))
    )
)
_VERSIONS = {
    resource: CompiledStatement(
        select(table.c.version.cast(Integer)).where(table.c.id == bindparam("id", type_=Uuid()))
    )
    for resource, table in ROW_TABLES.items()
}


class Refusal:
    """Finds out what closed the gate of a write."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._settled = SettledEvents(database)

    async def explain(
        self, claim: IdempotencyClaim | None, guards: list[ProductGuard]
    ) -> AtomicWriteResult | None:
        """Return the stored result when this is a replay, None when nothing speaks against it.

        Raises:
            IdempotencyConflictError: The key was used with another request.
            GuardFailedError: Some guards do not hold.
        """
        if claim is not None:
            record = await self._database.read_row(_RECORD.sql, claim.scope, claim.key)
            if record is not None:
                if record["request_hash"] != claim.request_hash:
                    raise IdempotencyConflictError(claim.scope, claim.key)
                return AtomicWriteResult(replayed=True, response=record["response"])
            if await self._settled.applied(claim.scope, claim.claimed_event()):
                return AtomicWriteResult(replayed=True)
        if guards:
            await self._raise_broken(guards)
        return None

    async def with_current_version(self, error: VersionConflictError) -> VersionConflictError:
        """Return the error with the version that the row has now."""
        statement = _VERSIONS.get(error.resource)
        if statement is None:
            return error
        row = await self._database.read_row(statement.sql, UUID(error.key))
        return VersionConflictError(error.resource, error.key, row[0] if row else 0)

    async def _raise_broken(self, guards: list[ProductGuard]) -> None:
        rows = await self._database.read_rows(_PRODUCTS.sql, [guard.product_id for guard in guards])
        found = {row["id"]: row for row in rows}
        broken: list[BrokenGuard] = []
        for guard in guards:
            row = found.get(guard.product_id)
            version = row["version"] if row else 0
            is_active = bool(row and row["is_active"])
            if version != guard.version or not is_active:
                broken.append(BrokenGuard(guard.product_id, guard.version, version, is_active))
        if broken:
            raise GuardFailedError(broken)
