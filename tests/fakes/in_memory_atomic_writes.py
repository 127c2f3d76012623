"""`AtomicWrites` in memory: the same guards, the same errors, all or nothing."""

from collections.abc import Sequence
from copy import deepcopy

from business_hexagon.application.errors import (
    GuardFailed,
    IdempotencyConflict,
    NotUnique,
    StorageUnavailable,
    VersionConflict,
)
from business_hexagon.application.ports.atomic_writes import (
    Change,
    Idempotency,
    ProductGuard,
    Receipt,
    Saved,
    StoredResponse,
)
from business_hexagon.application.ports.clock import Clock
from business_hexagon.application.ports.event_streams import RecordedEvent
from business_hexagon.application.ports.id_generator import IdGenerator
from business_hexagon.application.sagas.order_saga import OrderSaga
from business_hexagon.domain.aggregate import Aggregate
from business_hexagon.domain.catalogue.product import Product
from business_hexagon.domain.chats.chat import Chat
from business_hexagon.domain.event import DomainEvent
from business_hexagon.domain.identity.oauth_client import OAuthClient
from business_hexagon.domain.identity.user import User
from business_hexagon.domain.ordering.order import Order
from business_hexagon.domain.ordering.refund_request import RefundRequest, RefundRequestStatus
from business_hexagon.domain.payments.payment import Payment

from tests.fakes.in_memory_stock import apply_stock
from tests.fakes.in_memory_storage import InMemoryStorage, RecordedAct, Stored
from tests.fakes.sequential_ids import SequentialIds
from tests.fakes.stepping_clock import SteppingClock

EVENT_IDS = 1


class InMemoryAtomicWrites:
    """Writes on a copy of the tables and keeps the copy only when every check passed.

    Args:
        storage: The tables.
        clock: Time of the events.
        ids: Identities of the events.

    Attributes:
        lost_before: How many of the next writes never arrive (`StorageUnavailable`).
        lost_after: How many of the next answers get lost after the write was done.
        commits: How many writes were asked for.
    """

    def __init__(
        self,
        storage: InMemoryStorage,
        clock: Clock | None = None,
        ids: IdGenerator | None = None,
    ) -> None:
        self._storage = storage
        self._clock = clock or SteppingClock()
        self._ids = ids or SequentialIds(lane=EVENT_IDS)
        self.lost_before = 0
        self.lost_after = 0
        self.commits = 0

    async def commit(self, change: Change) -> Receipt:
        """See `AtomicWrites.commit`."""
        for aggregate in change.saves:
            if isinstance(aggregate, Order) and aggregate.loaded_version == 0:
                raise AssertionError("place_order inserts orders")
        return self._write(change)

    async def place_order(
        self,
        order: Order,
        saga: OrderSaga,
        guards: tuple[ProductGuard, ...] = (),
        idempotency: Idempotency | None = None,
        response: bytes | None = None,
    ) -> Receipt:
        """See `AtomicWrites.place_order`."""
        return self._write(
            Change(saves=(order, saga), guards=guards, idempotency=idempotency, response=response)
        )

    async def recall(self, scope: str, key: str) -> StoredResponse | None:
        """See `AtomicWrites.recall`."""
        return self._storage.idempotency.get((scope, key))

    def _write(self, change: Change) -> Receipt:
        self.commits += 1
        if self.lost_before:
            self.lost_before -= 1
            raise StorageUnavailable("db_postgres_service", "connection refused")
        receipt = self._applied(change)
        if self.lost_after:
            self.lost_after -= 1
            raise StorageUnavailable("db_postgres_service", "connection reset")
        return receipt

    def _applied(self, change: Change) -> Receipt:
        claim = change.idempotency
        if claim is not None:
            known = self._storage.idempotency.get((claim.scope, claim.key))
            if known is not None and known.request_hash != claim.request_hash:
                raise IdempotencyConflict(claim.key)
            if known is not None:
                return Receipt(replayed=True, response=known.response)
        written = self._storage.copy()
        self._check_guards(change.guards)
        for aggregate in change.saves:
            self._save(written, aggregate)
        _check_chats(written)
        for product_id, version, event in apply_stock(written, change.stock):
            self._store(written, f"stock/{product_id}", version, event)
        written.notifications.extend(change.notifications)
        for act in change.security_acts:
            written.acts.append(RecordedAct(act, self._clock.now()))
            self._store(written, act.stream, 1, act.event)
        if claim is not None:
            record = StoredResponse(claim.request_hash, change.response)
            written.idempotency[claim.scope, claim.key] = record
        self._storage.take(written)
        return Receipt(replayed=False, response=change.response)

    def _check_guards(self, guards: Sequence[ProductGuard]) -> None:
        broken = tuple(guard.product_id for guard in guards if not self._holds(guard))
        if broken:
            raise GuardFailed(broken)

    def _holds(self, guard: ProductGuard) -> bool:
        product = self._storage.one(Product, guard.product_id)
        return product is not None and product.is_active and product.version == guard.version

    def _save(self, written: InMemoryStorage, aggregate: Saved) -> None:
        row = deepcopy(aggregate)
        if not isinstance(row, Aggregate):
            raise TypeError(f"nobody stores a {type(aggregate).__name__}")
        if not row.pending:
            raise ValueError(f"{row.stream} is saved without an event")
        stored = written.rows.get(row.stream)
        current = 0 if stored is None else stored.version
        if current != row.loaded_version:
            raise VersionConflict(row.stream, current)
        self._check_unique(written, row)
        for place, event in enumerate(row.pending):
            self._store(written, row.stream, row.loaded_version + 1 + place, event)
        row.created_at = self._clock.now() if stored is None else stored.created_at
        row.mark_saved()
        written.rows[row.stream] = row

    def _check_unique(self, written: InMemoryStorage, row: Stored) -> None:
        for other in written.rows.values():
            if other.stream == row.stream:
                continue
            match row, other:
                case User(), User() if row.email is not None and row.email == other.email:
                    raise NotUnique("email")
                case OAuthClient(), OAuthClient() if row.client_id == other.client_id:
                    raise NotUnique("client_id")
                case Product(), Product() if row.sku == other.sku:
                    raise NotUnique("sku")
                case RefundRequest(), RefundRequest() if (
                    row.order_id == other.order_id
                    and row.status is other.status is RefundRequestStatus.OPEN
                ):
                    raise NotUnique("order_id")
                case Payment(), Payment() if row.order_id == other.order_id:
                    raise NotUnique("order_id")
                case Order(), Order() if row.reference is not None and (
                    (row.channel, row.reference) == (other.channel, other.reference)
                ):
                    raise NotUnique("reference")
                case _:
                    continue

    def _store(
        self, written: InMemoryStorage, stream: str, version: int, event: DomainEvent
    ) -> None:
        recorded = RecordedEvent(
            event=event,
            event_id=self._ids.new(),
            stream=stream,
            version=version,
            position=1 + sum(map(len, written.streams.values())),
            occurred_at=self._clock.now(),
            service="tests",
        )
        events = written.streams.setdefault(stream, [])
        if version != len(events) + 1:
            raise VersionConflict(stream, len(events))
        events.append(recorded)
        if event.publish:
            written.outbox.append(recorded)


def _check_chats(written: InMemoryStorage) -> None:
    """At most one chat of a user, looked at when every row is written: one may follow another."""
    linked = [chat.user_id for chat in written.all_of(Chat) if chat.user_id is not None]
    if len(set(linked)) != len(linked):
        raise NotUnique("user_id")
