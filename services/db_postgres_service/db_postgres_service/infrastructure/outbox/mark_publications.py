"""Use case: mark what a relay has published, and take back what it could not."""

from storage_contracts.outbox import OutboxPublication, PublicationResult

from db_postgres_service.infrastructure.connections.database import Database
from db_postgres_service.infrastructure.outbox.outbox_signal import OutboxSignal
from db_postgres_service.infrastructure.outbox.statements import PUBLISHED, RELEASED


class MarkPublications:
    """Marks only rows that still bear the relay's fencing token."""

    def __init__(self, database: Database, signal: OutboxSignal) -> None:
        self._database = database
        self._signal = signal

    async def mark(self, publication: OutboxPublication) -> PublicationResult:
        """Return how many rows were marked and given back.

        Raises:
            StorageError: PostgreSQL refused or did not answer.
        """
        marked = released = 0
        if publication.published:
            row = await self._database.write_row(
                PUBLISHED.sql, publication.token, publication.published
            )
            marked = int(row[0]) if row else 0
        if publication.released:
            row = await self._database.write_row(
                RELEASED.sql, publication.token, publication.released
            )
            released = int(row[0]) if row else 0
            self._signal.written()
        return PublicationResult(marked=marked, released=released)
