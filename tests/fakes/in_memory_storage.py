"""The state behind the storage fakes: what PostgreSQL holds, in dictionaries."""

from collections.abc import Iterable, Iterator
from copy import deepcopy
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Protocol
from uuid import UUID

from business_hexagon.application.ports.atomic_writes import Saved, StoredResponse
from business_hexagon.application.ports.event_streams import RecordedEvent
from business_hexagon.domain.catalogue.stock import Stock
from business_hexagon.domain.identity.security_act import SecurityAct
from business_hexagon.domain.notifications.notification import Notification


class Stored(Saved, Protocol):
    """A row: an aggregate of any kind, as it is after a write."""

    id: UUID
    created_at: datetime | None

    def mark_saved(self) -> None:
        """See `Aggregate.mark_saved`."""
        ...


@dataclass(slots=True)
class Reservation:
    """Pieces of one product that an order holds or held."""

    product_id: UUID
    quantity: int
    status: str = "reserved"


@dataclass(frozen=True, slots=True)
class RecordedAct:
    """An act in the audit, with the time of its writing."""

    act: SecurityAct
    recorded_at: datetime


@dataclass(slots=True)
class InMemoryStorage:
    """Tables. What goes in and comes out is copied, so nobody changes a row by accident.

    Attributes:
        rows: Every aggregate by its stream.
        streams: Every event by stream, oldest first.
        stock: Stock records by product.
        reservations: What each order holds or held.
        idempotency: Responses by scope and key.
        notifications: In the order of writing.
        acts: The audit, in the order of writing.
        outbox: Events to publish, in the order of writing.
        leases: Until when an overdue saga or due task is leased, by stream.
    """

    rows: dict[str, Stored] = field(default_factory=dict)
    streams: dict[str, list[RecordedEvent]] = field(default_factory=dict)
    stock: dict[UUID, Stock] = field(default_factory=dict)
    reservations: dict[UUID, list[Reservation]] = field(default_factory=dict)
    idempotency: dict[tuple[str, str], StoredResponse] = field(default_factory=dict)
    notifications: list[Notification] = field(default_factory=list)
    acts: list[RecordedAct] = field(default_factory=list)
    outbox: list[RecordedEvent] = field(default_factory=list)
    leases: dict[str, datetime] = field(default_factory=dict)

    def all_of[RowT: Stored](self, kind: type[RowT]) -> Iterator[RowT]:
        """Copies of all rows of a kind, in the order of writing."""
        for row in list(self.rows.values()):
            if isinstance(row, kind):
                yield deepcopy(row)

    def one[RowT: Stored](self, kind: type[RowT], identity: UUID) -> RowT | None:
        """A copy of one row, or nothing."""
        row = self.rows.get(f"{kind.kind}/{identity}")
        return deepcopy(row) if isinstance(row, kind) else None

    def leased[RowT: Stored](
        self, due: Iterable[RowT], limit: int, now: datetime, lease: timedelta
    ) -> list[RowT]:
        """Those of the due rows that are under no live lease, now under one; at most so many."""
        free = [row for row in due if self.leases.get(row.stream, now) <= now][:limit]
        for row in free:
            self.leases[row.stream] = now + lease
        return free

    def copy(self) -> "InMemoryStorage":
        """Everything, to write on and keep only if the whole write succeeds."""
        return InMemoryStorage(
            rows=dict(self.rows),
            streams={stream: list(events) for stream, events in self.streams.items()},
            stock=deepcopy(self.stock),
            reservations=deepcopy(self.reservations),
            idempotency=dict(self.idempotency),
            notifications=list(self.notifications),
            acts=list(self.acts),
            outbox=list(self.outbox),
            leases=dict(self.leases),
        )

    def take(self, written: "InMemoryStorage") -> None:
        """Make what was written on a copy the truth."""
        self.rows = written.rows
        self.streams = written.streams
        self.stock = written.stock
        self.reservations = written.reservations
        self.idempotency = written.idempotency
        self.notifications = written.notifications
        self.acts = written.acts
        self.outbox = written.outbox
        self.leases = written.leases
