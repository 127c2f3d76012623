"""The writes of the in-memory storage, with what other processes do at the worst moment."""

from copy import deepcopy
from typing import TYPE_CHECKING
from uuid import UUID

from business_hexagon.application.ports.atomic_writes import Change, Receipt
from business_hexagon.application.ports.clock import Clock
from business_hexagon.application.ports.event_streams import RecordedEvent
from business_hexagon.domain.catalogue.product import Product
from business_hexagon.domain.event import DomainEvent
from business_hexagon.domain.identity.user import User
from business_hexagon.domain.tasks.task import Task

from tests.fakes.in_memory_atomic_writes import InMemoryAtomicWrites
from tests.fakes.in_memory_storage import InMemoryStorage, Stored
from tests.fakes.stepping_clock import MORNING

if TYPE_CHECKING:
    from collections.abc import Callable


class DisturbedWrites(InMemoryAtomicWrites):
    """`AtomicWrites` of an own storage.

    Attributes:
        storage: the tables.
        changes: every change that was written.
        failures: errors of the next commits, one each; nothing is written then.
        interference: runs once, right before the next commit.
    """

    def __init__(self, clock: Clock | None = None) -> None:
        self.storage = InMemoryStorage()
        super().__init__(self.storage, clock)
        self.changes = list[Change]()
        self.failures = list[Exception]()
        self.interference: Callable[[], None] | None = None

    async def commit(self, change: Change) -> Receipt:
        """See `AtomicWrites.commit`."""
        if self.interference is not None:
            interference, self.interference = self.interference, None
            interference()
        if self.failures:
            raise self.failures.pop(0)
        assert all(saved.pending for saved in change.saves), "a save must advance the version"
        receipt = await super().commit(change)
        if not receipt.replayed:
            self.changes.append(change)
        return receipt

    def put(self, *aggregates: Stored) -> None:
        """Have these rows already, each with as long a stream as its version says."""
        for aggregate in aggregates:
            row = deepcopy(aggregate)
            row.mark_saved()
            self.storage.rows[row.stream] = row
            self.storage.streams[row.stream] = [
                RecordedEvent(
                    event=DomainEvent(),
                    event_id=UUID(int=version),
                    stream=row.stream,
                    version=version,
                    position=version,
                    occurred_at=MORNING,
                )
                for version in range(1, row.version + 1)
            ]

    @property
    def published(self) -> list[DomainEvent]:
        """What the others will hear of, oldest first."""
        return [recorded.event for recorded in self.storage.outbox]

    @property
    def users(self) -> dict[UUID, User]:
        """The stored users."""
        return {user.id: user for user in self.storage.all_of(User)}

    @property
    def products(self) -> dict[UUID, Product]:
        """The stored products."""
        return {product.id: product for product in self.storage.all_of(Product)}

    @property
    def tasks(self) -> dict[UUID, Task]:
        """The stored tasks."""
        return {task.id: task for task in self.storage.all_of(Task)}
