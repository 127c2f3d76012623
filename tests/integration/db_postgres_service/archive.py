"""A database with old rows in it, and what a worker asks of its data service."""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from uuid import UUID

from db_postgres_service.use_cases import UseCases
from storage_contracts.atomic_write import IdempotencyClaim
from storage_contracts.retention import Pruning, PruningRequest, Settlement, SettlementRequest

from tests.fixtures import storage_writes as build

DAYS = 30
SAGA, MAILS = "worker_order_saga", "worker_notifications"
SUBSCRIPTIONS = {SAGA: ["task.created"], MAILS: ["task.created", "task.completed"]}


@dataclass
class Archive:
    """A data service whose rows can be made older, and what a worker asks of it."""

    use_cases: UseCases
    sql: build.Sql
    unrecorded: list[UUID] = field(default_factory=list)

    async def event(self, *consumers: str, event_type: str = "task.created") -> UUID:
        """Store an event, and let consumers apply it."""
        write = build.new_task(event_type)
        await self.use_cases.apply_atomic_write.apply(write)
        event = write.events[0]
        for consumer in consumers:
            assert not await self.applies(consumer, event.event_id)
        return event.event_id

    async def applies(self, consumer: str, event_id: UUID) -> bool:
        """Hand an event to a consumer, who writes its effect; tell whether it was a repetition."""
        result = await self.use_cases.apply_atomic_write.apply(
            build.new_task(publish=False).model_copy(
                update={
                    "idempotency": IdempotencyClaim(
                        scope=consumer, key=str(event_id), request_hash=event_id.hex
                    )
                }
            )
        )
        return result.replayed

    async def publish(self, *, days_ago: float = DAYS + 1, but: UUID | None = None) -> None:
        """Have all events published, so many days ago; one of them is not."""
        await self.sql.execute(
            "UPDATE outbox SET published_at = now() - $1::interval"
            " WHERE published_at IS NULL AND event_id IS DISTINCT FROM $2",
            timedelta(days=days_ago),
            but,
        )

    async def settle(self, asked_at: datetime | None = None, **changes: list[str]) -> Settlement:
        """Settle as the worker asks."""
        return await self.use_cases.settle_events.settle(
            SettlementRequest(
                asked_at=asked_at or datetime.now(UTC),
                days=DAYS,
                subscriptions=SUBSCRIPTIONS | changes,
            )
        )

    async def prune(
        self, settlement: Settlement | None = None, asked_at: datetime | None = None
    ) -> Pruning:
        """Prune as the worker asks."""
        return await self.use_cases.prune_rows.prune(
            PruningRequest(
                asked_at=asked_at or datetime.now(UTC),
                keys_days=DAYS,
                log_ins_days=DAYS,
                position=None if settlement is None else settlement.position,
                unrecorded=self.unrecorded,
            )
        )

    async def a_minute_passes(self) -> None:
        """What was settled now was settled a minute ago."""
        await self.sql.execute("UPDATE settlement SET settled_at = settled_at - interval '61 s'")

    async def round(self) -> Pruning:
        """Settle a batch and remove its traces, a minute later."""
        await self.settle()
        await self.a_minute_passes()
        return await self.prune(await self.settle())

    async def violations(self) -> set[tuple[str, str]]:
        """What `verify` finds of publication and application."""
        report = await self.use_cases.check_invariants.check(SUBSCRIPTIONS)
        return {(found.check, found.row) for letter in "PE" for found in report.invariants[letter]}

    async def traced(self) -> set[UUID]:
        """Events that have an outbox row."""
        return {row[0] for row in await self.sql.fetch("SELECT event_id FROM outbox")}

    async def records(self) -> set[tuple[str, str]]:
        """Consumers and clients with their keys."""
        return {
            (row[0], row[1])
            for row in await self.sql.fetch("SELECT scope, key FROM idempotency_records")
        }
