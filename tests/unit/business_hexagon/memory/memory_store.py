"""A relational data service in memory, as strict as the real one where the contexts can tell."""

from collections.abc import Callable, Collection, Mapping
from copy import copy
from datetime import timedelta
from uuid import UUID

from business_hexagon.application.errors import (
    IdempotencyConflict,
    InsufficientStock,
    NotUnique,
    Shortage,
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
from business_hexagon.application.ports.product_snapshots import ProductSnapshot
from business_hexagon.application.ports.stock_operations import (
    AdjustStock,
    OpenStock,
    StockOperation,
)
from business_hexagon.application.sagas.order_saga import OrderSaga
from business_hexagon.domain.catalogue.errors import StockTooLow
from business_hexagon.domain.catalogue.product import Product
from business_hexagon.domain.catalogue.stock import Stock
from business_hexagon.domain.event import DomainEvent
from business_hexagon.domain.identity.user import User
from business_hexagon.domain.notifications.notification import Notification
from business_hexagon.domain.ordering.order import Order
from business_hexagon.domain.tasks.task import Task
from business_hexagon.domain.values.email import Email


def detached[AggregateT: (User, Product, Task)](aggregate: AggregateT) -> AggregateT:
    """A twin as a fresh read would give it: nothing pending, no shared state."""
    twin = copy(aggregate)
    twin._pending = []
    twin.loaded_version = twin.version
    return twin


class MemoryWrites:
    """`AtomicWrites`: everything of a change or nothing.

    Attributes:
        events: what was recorded, oldest first.
        notifications: what people were told.
        changes: every change that was written.
        failures: errors for the next commits, one each; nothing is written then.
        interference: runs once before the next commit, as another process would.
    """

    def __init__(self) -> None:
        self.users: dict[UUID, User] = {}
        self.products: dict[UUID, Product] = {}
        self.tasks: dict[UUID, Task] = {}
        self.stock: dict[UUID, Stock] = {}
        self.events = list[DomainEvent]()
        self.notifications = list[Notification]()
        self.changes: list[Change] = []
        self.failures: list[Exception] = []
        self.interference: Callable[[], None] | None = None
        self._answers: dict[tuple[str, str], StoredResponse] = {}

    def put(self, *aggregates: User | Product | Task) -> None:
        """Have these rows already."""
        for aggregate in aggregates:
            self._put(aggregate)

    async def commit(self, change: Change) -> Receipt:
        """See `AtomicWrites.commit`."""
        if self.interference is not None:
            interference, self.interference = self.interference, None
            interference()
        if self.failures:
            raise self.failures.pop(0)
        claim = change.idempotency
        if claim is not None and (claim.scope, claim.key) in self._answers:
            stored = self._answers[claim.scope, claim.key]
            if stored.request_hash != claim.request_hash:
                raise IdempotencyConflict(claim.key)
            return Receipt(replayed=True, response=stored.response)
        for aggregate in change.saves:
            self._check(aggregate)
        for operation in change.stock:
            self._operate(operation)
        for aggregate in change.saves:
            self._put(aggregate)
            self.events.extend(aggregate.pending)
        self.notifications.extend(change.notifications)
        self.changes.append(change)
        if claim is not None:
            answer = StoredResponse(claim.request_hash, change.response)
            self._answers[claim.scope, claim.key] = answer
        return Receipt(replayed=False, response=change.response)

    async def place_order(
        self,
        order: Order,
        saga: OrderSaga,
        guards: tuple[ProductGuard, ...] = (),
        idempotency: Idempotency | None = None,
        response: bytes | None = None,
    ) -> Receipt:
        """Orders are not of these contexts."""
        raise NotImplementedError

    async def recall(self, scope: str, key: str) -> StoredResponse | None:
        """See `AtomicWrites.recall`."""
        return self._answers.get((scope, key))

    def _check(self, aggregate: Saved) -> None:
        assert aggregate.pending, "a save without events would not advance the version"
        rows: dict[UUID, User] | dict[UUID, Product] | dict[UUID, Task]
        match aggregate:
            case User():
                rows = self.users
                others = (user for user in self.users.values() if user.id != aggregate.id)
                if any(other.email == aggregate.email for other in others):
                    raise NotUnique("email")
            case Product():
                rows = self.products
                products = (item for item in self.products.values() if item.id != aggregate.id)
                if any(other.sku == aggregate.sku for other in products):
                    raise NotUnique("sku")
            case Task():
                rows = self.tasks
            case _:
                raise TypeError(aggregate.stream)
        row = rows.get(aggregate.id)
        current = 0 if row is None else row.version
        if current != aggregate.loaded_version:
            raise VersionConflict(aggregate.stream, current)

    def _operate(self, operation: StockOperation) -> None:
        match operation:
            case OpenStock():
                self.stock[operation.product_id] = Stock.open(
                    product_id=operation.product_id,
                    quantity=operation.quantity,
                )
            case AdjustStock():
                try:
                    self.stock[operation.product_id].adjust(
                        delta=operation.delta,
                        reason=operation.reason,
                        reference=operation.reference,
                    )
                except StockTooLow as error:
                    shortage = Shortage(error.product_id, error.requested, error.available)
                    raise InsufficientStock((shortage,)) from error
            case _:
                raise TypeError(operation)

    def _put(self, aggregate: Saved) -> None:
        match aggregate:
            case User():
                self.users[aggregate.id] = detached(aggregate)
            case Product():
                self.products[aggregate.id] = detached(aggregate)
            case Task():
                self.tasks[aggregate.id] = detached(aggregate)
            case _:
                raise TypeError(aggregate.stream)


class MemoryUsers:
    """`Users` of the store."""

    def __init__(self, writes: MemoryWrites) -> None:
        self._writes = writes

    async def get(self, user_id: UUID) -> User | None:
        """See `Users.get`."""
        user = self._writes.users.get(user_id)
        return None if user is None else detached(user)

    async def by_email(self, email: Email) -> User | None:
        """See `Users.by_email`."""
        users = (user for user in self._writes.users.values() if user.email == email)
        user = next(users, None)
        return None if user is None else detached(user)


class MemoryProducts:
    """`Products` of the store."""

    def __init__(self, writes: MemoryWrites) -> None:
        self._writes = writes

    async def get(self, product_id: UUID) -> Product | None:
        """See `Products.get`."""
        product = self._writes.products.get(product_id)
        return None if product is None else detached(product)


class MemorySnapshots:
    """`ProductSnapshots` of the store; remembers what was forgotten."""

    def __init__(self, writes: MemoryWrites) -> None:
        self._writes = writes
        self.forgotten: list[UUID] = []

    async def of(self, product_ids: Collection[UUID]) -> Mapping[UUID, ProductSnapshot]:
        """See `ProductSnapshots.of`."""
        return {
            product.id: ProductSnapshot(
                product_id=product.id,
                version=product.version,
                sku=product.sku.value,
                name=product.name,
                unit_price=product.unit_price.amount,
                currency=product.unit_price.currency,
                is_active=product.is_active,
            )
            for product in self._writes.products.values()
            if product.id in product_ids
        }

    async def forget(self, product_ids: Collection[UUID]) -> None:
        """See `ProductSnapshots.forget`."""
        self.forgotten.extend(product_ids)


class MemoryTasks:
    """`Tasks` of the store; a claim leaves tasks claimable, as if its lease ran out at once."""

    def __init__(self, writes: MemoryWrites) -> None:
        self._writes = writes

    async def get(self, task_id: UUID) -> Task | None:
        """See `Tasks.get`."""
        task = self._writes.tasks.get(task_id)
        return None if task is None else detached(task)

    async def claim_due(self, limit: int, lease: timedelta) -> list[Task]:
        """Every task, due or not: what is due is for the task to say."""
        assert lease > timedelta(0)
        return [detached(task) for task in list(self._writes.tasks.values())[:limit]]
