"""What every aggregate is: state, a version, and the events that led there."""

from abc import ABC, abstractmethod
from collections.abc import Iterable
from datetime import datetime
from typing import ClassVar, Self
from uuid import UUID

from business_hexagon.domain.errors import EmptyStream
from business_hexagon.domain.event import DomainEvent


class Aggregate[EventT: DomainEvent](ABC):
    """A consistency boundary that changes only by recording events.

    A new instance is blank; its first event fills it. A subclass

    - creates in a classmethod: `order = cls(); order._record(OrderCreated(...)); return order`;
    - decides in its methods, which check the rules and call `_record`;
    - changes state in `_apply` alone, so that folding its stream gives the same state;
    - is loaded from a row in a classmethod `restore(...)` that sets the fields and ends with
      `_restored(version, created_at)`.

    Attributes:
        kind: first part of the stream's name, such as `order`.
        id: identity, a UUID version 6.
        version: number of events so far, the new ones included; the version of its row.
        loaded_version: version when it was loaded, 0 for a new one: the write's guard.
        created_at: when its row was first written, as its storage says; nothing for a new one or
            one folded from events. No rule depends on it.
    """

    __slots__ = ("_pending", "created_at", "id", "loaded_version", "version")

    kind: ClassVar[str]
    id: UUID
    version: int
    loaded_version: int
    created_at: datetime | None
    _pending: list[EventT]

    def __init__(self) -> None:
        self.version = 0
        self.loaded_version = 0
        self.created_at = None
        self._pending = []

    @classmethod
    def from_events(cls, events: Iterable[EventT]) -> Self:
        """Fold a stream, oldest event first.

        Raises:
            EmptyStream: there is no event.
        """
        aggregate = cls()
        for event in events:
            aggregate._apply(event)
            aggregate.version += 1
        if aggregate.version == 0:
            raise EmptyStream(cls.kind)
        aggregate.loaded_version = aggregate.version
        return aggregate

    @property
    def stream(self) -> str:
        """Name of the event stream: `<kind>/<id>`."""
        return f"{self.kind}/{self.id}"

    @property
    def pending(self) -> tuple[EventT, ...]:
        """Events recorded since loading, oldest first; not yet stored."""
        return tuple(self._pending)

    def mark_saved(self) -> None:
        """Forget the pending events; called once they are durable."""
        self._pending.clear()
        self.loaded_version = self.version

    def _record(self, event: EventT) -> None:
        self._apply(event)
        self.version += 1
        self._pending.append(event)

    def _restored(self, version: int, created_at: datetime | None) -> None:
        self.version = version
        self.loaded_version = version
        self.created_at = created_at

    @abstractmethod
    def _apply(self, event: EventT) -> None:
        """Change the state as the event says; no rule is checked here."""
