"""An aggregate whose row its events tell in full: how it is written and how it is rebuilt."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime

from business_hexagon.application.ports.atomic_writes import Saved
from business_hexagon.domain.event import DomainEvent
from storage_contracts.atomic_write import RowWrite
from storage_contracts.wire_model import WireModel

__all__ = ["StoredEntity", "stored_entity"]


@dataclass(frozen=True, slots=True)
class StoredEntity:
    """What the storage knows of one kind of aggregate.

    Attributes:
        kind: The first part of its streams' names.
        aggregate: Its class.
        events: What its streams may hold.
        resource: The list of its rows in db_postgres_service.
        row: Shape of its row.
        write: The row that an aggregate's pending events lead to.
        rebuild: The row that a stream leads to; the moment stands for the times that only the
            storage knows.
    """

    kind: str
    aggregate: type[Saved]
    events: tuple[type[DomainEvent], ...]
    resource: str
    row: type[WireModel]
    write: Callable[[Saved, datetime], RowWrite]
    rebuild: Callable[[Iterable[DomainEvent], datetime], WireModel]


def stored_entity[A: Saved](
    aggregate: type[A],
    *,
    events: tuple[type[DomainEvent], ...],
    resource: str,
    row: type[WireModel],
    write: Callable[[A, datetime], RowWrite],
    fold: Callable[[Iterable[DomainEvent]], A],
) -> StoredEntity:
    """Put together what the storage knows of a kind of aggregate.

    Args:
        aggregate: Its class.
        events: What its streams may hold.
        resource: The list of its rows in db_postgres_service.
        row: Shape of its row.
        write: Maps one of them to its row.
        fold: Makes one of them of its events.
    """

    def written(saved: Saved, now: datetime) -> RowWrite:
        if not isinstance(saved, aggregate):
            raise TypeError(f"{type(saved).__name__} is no {aggregate.__name__}")
        return write(saved, now)

    def rebuilt(stream: Iterable[DomainEvent], moment: datetime) -> WireModel:
        return write(fold(stream), moment).row

    return StoredEntity(aggregate.kind, aggregate, events, resource, row, written, rebuilt)
