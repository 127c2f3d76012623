"""The one way to change anything: one call, one transaction."""

from dataclasses import dataclass
from typing import ClassVar, Protocol
from uuid import UUID

from business_hexagon.application.ports.stock_operations import StockOperation
from business_hexagon.application.sagas.order_saga import OrderSaga
from business_hexagon.domain.event import DomainEvent
from business_hexagon.domain.identity.security_act import SecurityAct
from business_hexagon.domain.notifications.notification import Notification
from business_hexagon.domain.ordering.order import Order


class Saved(Protocol):
    """An aggregate whose pending events are to be stored; every `Aggregate` is one."""

    kind: ClassVar[str]

    @property
    def stream(self) -> str:
        """Name of its event stream: `<kind>/<id>`."""
        ...

    @property
    def version(self) -> int:
        """Its version with the pending events."""
        ...

    @property
    def loaded_version(self) -> int:
        """The version that its row must still have; 0 inserts it."""
        ...

    @property
    def pending(self) -> tuple[DomainEvent, ...]:
        """The events to store, oldest first."""
        ...


@dataclass(frozen=True, slots=True)
class ProductGuard:
    """The write is valid only while this product is active and still at this version."""

    product_id: UUID
    version: int


@dataclass(frozen=True, slots=True)
class Idempotency:
    """Claims that this write happens once.

    One mechanism for an API client's key (scope: user and route) and for a consumer's inbox
    (scope: consumer, key: event id).

    Attributes:
        scope: where the key is unique, at most 200 characters.
        key: at most 200 characters.
        request_hash: hash of what was asked, at most 64 characters.
    """

    scope: str
    key: str
    request_hash: str


@dataclass(frozen=True, slots=True)
class StoredResponse:
    """An idempotency record.

    Attributes:
        request_hash: hash of what was asked.
        response: what was answered; nothing for a consumer's inbox.
    """

    request_hash: str
    response: bytes | None


@dataclass(frozen=True, slots=True)
class Change:
    """Everything that one state change writes, in one transaction or not at all.

    Attributes:
        saves: aggregates with pending events; their rows are guarded by `loaded_version`. New
            orders and their sagas are not among them: `AtomicWrites.place_order` inserts those.
        stock: what happens to stock.
        guards: products that must not have changed.
        notifications: records of notifications sent or skipped.
        idempotency: the claim that this happens once.
        response: stored with the claim and given back on a replay.
        security_acts: what the audit must know of it.

    A change that holds a claim alone is valid: it records that an event was seen and needed
    nothing. So is one that holds security acts alone: something was refused.
    """

    saves: tuple[Saved, ...] = ()
    stock: tuple[StockOperation, ...] = ()
    guards: tuple[ProductGuard, ...] = ()
    notifications: tuple[Notification, ...] = ()
    idempotency: Idempotency | None = None
    response: bytes | None = None
    security_acts: tuple[SecurityAct, ...] = ()


@dataclass(frozen=True, slots=True)
class Receipt:
    """What became of a write that did not fail.

    Attributes:
        replayed: whether the claim was known already, so that nothing was written.
        response: on a replay the response stored with the first write; else this write's own.
    """

    replayed: bool
    response: bytes | None


class AtomicWrites(Protocol):
    """Writes all of a change or nothing."""

    async def commit(self, change: Change) -> Receipt:
        """Write a change.

        A known claim with the same hash wins over every other check: nothing is written and the
        stored response comes back. After an error nothing was written, except that after
        `StorageUnavailable` it may have been: repeat it under the same claim.

        Raises:
            ValueError: a saved aggregate has no pending event: our own mistake, nothing is sent.
            VersionConflict: a row is not at its expected version.
            GuardFailed: a guarded product changed.
            InsufficientStock: too few pieces are free.
            NotUnique: another row has a value that must be unique.
            IdempotencyConflict: the claim's key was used with another hash.
            IdempotencyInFlight: the first write with this claim is still running.
            StorageUnavailable: the data service does not answer.
        """
        ...

    async def place_order(
        self,
        order: Order,
        saga: OrderSaga,
        guards: tuple[ProductGuard, ...] = (),
        idempotency: Idempotency | None = None,
        response: bytes | None = None,
    ) -> Receipt:
        """Insert a new order and its saga: the same meaning as `commit`, the hot path.

        Raises:
            GuardFailed: a guarded product changed or was deactivated.
            NotUnique: the channel has an order with this reference (`field` is `reference`).
            IdempotencyConflict: the claim's key was used with another hash.
            IdempotencyInFlight: the first write with this claim is still running.
            StorageUnavailable: the data service does not answer.
        """
        ...

    async def recall(self, scope: str, key: str) -> StoredResponse | None:
        """The idempotency record of a claim, or nothing.

        Raises:
            StorageUnavailable: the data service does not answer.
        """
        ...
