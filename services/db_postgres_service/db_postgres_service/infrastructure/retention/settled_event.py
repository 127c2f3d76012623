"""Whether a consumer's claim comes too late: its event is settled, so its record may be gone."""

from uuid import UUID

from sqlalchemy import BigInteger, String, Uuid, bindparam, cast, exists, select

from db_postgres_service.infrastructure.connections.database import Database
from db_postgres_service.infrastructure.schema import event_store, settlement, unapplied_events
from db_postgres_service.infrastructure.statements.compiled_statement import CompiledStatement
from db_postgres_service.infrastructure.statements.json_documents import ONE
from db_postgres_service.infrastructure.statements.sql_types import Expression, Truth


def is_settled(event_id: Expression, consumer: Expression) -> Truth:
    """Return the condition that the consumer applied the event, as it was proven long ago."""
    first_heard_of = cast(settlement.c.consumers[consumer].astext, BigInteger)
    unapplied = select(unapplied_events.c.event_id).where(
        unapplied_events.c.event_id == event_id, unapplied_events.c.consumer == consumer
    )
    return exists(
        select(event_store.c.position).where(
            settlement.c.id == ONE,
            event_store.c.event_id == event_id,
            event_store.c.position > first_heard_of,
            event_store.c.position <= settlement.c.settled_position,
            ~exists(unapplied),
        )
    )


class SettledEvents:
    """Tells what the records said that left with their events."""

    STATEMENT = CompiledStatement(
        select(
            is_settled(bindparam("event_id", type_=Uuid()), bindparam("consumer", type_=String()))
        )
    )

    def __init__(self, database: Database) -> None:
        self._database = database

    async def applied(self, consumer: str, event_id: UUID | None) -> bool:
        """Return whether the consumer applied the event and both are settled; no event is not.

        Raises:
            StorageError: PostgreSQL refused or did not answer.
        """
        if event_id is None:
            return False
        arguments = self.STATEMENT.arguments({"event_id": event_id, "consumer": consumer})
        row = await self._database.read_row(self.STATEMENT.sql, *arguments)
        return bool(row and row[0])
