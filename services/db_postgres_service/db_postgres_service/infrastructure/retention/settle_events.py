"""Use case: settle the oldest events, and tell whose traces can be removed."""

from storage_contracts.retention import Settlement, SettlementRequest

from db_postgres_service.infrastructure.connections.database import Database
from db_postgres_service.infrastructure.retention.settling import SETTLE, SETTLED_EVENTS


class SettleEvents:
    """Settles a batch at a time: the next one when the traces of the last one are gone."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def settle(self, request: SettlementRequest) -> Settlement:
        """Return what was settled now, or before.

        Raises:
            StorageError: PostgreSQL refused or did not answer.
        """
        row = await self._database.read_row(SETTLED_EVENTS.sql)
        if row is not None:
            return Settlement.model_validate_json(
                f'{{"position":{row["position"]},"events":{row["events"]}}}'
            )
        pairs = [(name, kind) for name, kinds in request.subscriptions.items() for kind in kinds]
        arguments = SETTLE.arguments(
            {
                "asked_at": request.asked_at,
                "days": request.days,
                "consumers": [consumer for consumer, _ in pairs],
                "event_types": [event_type for _, event_type in pairs],
            }
        )
        row = await self._database.write_row(SETTLE.sql, *arguments)
        return Settlement() if row is None else Settlement(settled=row[0], unapplied=row[1])
