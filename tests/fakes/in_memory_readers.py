"""The ports that load aggregates, in memory."""

from collections.abc import Collection, Mapping
from datetime import timedelta
from uuid import UUID

from business_hexagon.application.ports.clock import Clock
from business_hexagon.application.ports.colleagues import Colleague
from business_hexagon.application.ports.event_streams import RecordedEvent
from business_hexagon.application.ports.order_processes import OrderProcess
from business_hexagon.application.ports.product_snapshots import ProductSnapshot
from business_hexagon.application.sagas.order_saga import OrderSaga
from business_hexagon.domain.catalogue.product import Product
from business_hexagon.domain.identity.role import Role
from business_hexagon.domain.identity.user import User
from business_hexagon.domain.ordering.order import Order
from business_hexagon.domain.ordering.refund_request import RefundRequest
from business_hexagon.domain.payments.payment import Payment
from business_hexagon.domain.tasks.task import Task
from business_hexagon.domain.tasks.values import TaskStatus
from business_hexagon.domain.values.email import Email

from tests.fakes.in_memory_storage import InMemoryStorage


class InMemoryUsers:
    """Implements `Users`."""

    def __init__(self, storage: InMemoryStorage) -> None:
        self._storage = storage

    async def get(self, user_id: UUID) -> User | None:
        """See `Users.get`."""
        return self._storage.one(User, user_id)

    async def by_email(self, email: Email) -> User | None:
        """See `Users.by_email`."""
        found = (user for user in self._storage.all_of(User) if user.email == email)
        return next(found, None)

    async def active_administrators(self) -> int:
        """See `Users.active_administrators`."""
        return sum(
            user.role is Role.ADMIN and user.is_active for user in self._storage.all_of(User)
        )


class InMemoryColleagues:
    """Implements `Colleagues`."""

    def __init__(self, storage: InMemoryStorage) -> None:
        self._storage = storage

    async def all(self) -> tuple[Colleague, ...]:
        """See `Colleagues.all`."""
        found = (
            Colleague(user.id, user.name, user.role)
            for user in self._storage.all_of(User)
            if user.is_active and user.role is not Role.CUSTOMER
        )
        return tuple(sorted(found, key=lambda one: (one.name, one.user_id)))


class InMemoryProducts:
    """Implements `Products`."""

    def __init__(self, storage: InMemoryStorage) -> None:
        self._storage = storage

    async def get(self, product_id: UUID) -> Product | None:
        """See `Products.get`."""
        return self._storage.one(Product, product_id)


class InMemoryProductSnapshots:
    """Implements `ProductSnapshots` with a cache that never expires: only `forget` renews it."""

    def __init__(self, storage: InMemoryStorage) -> None:
        self._storage = storage
        self._cached: dict[UUID, ProductSnapshot] = {}
        self._pinned: dict[UUID, ProductSnapshot] = {}

    async def of(self, product_ids: Collection[UUID]) -> Mapping[UUID, ProductSnapshot]:
        """See `ProductSnapshots.of`."""
        for product_id in product_ids:
            product = self._storage.one(Product, product_id)
            if product_id not in self._cached and product is not None:
                self._cached[product_id] = _snapshot(product)
        known = self._cached | self._pinned
        return {one: known[one] for one in product_ids if one in known}

    async def forget(self, product_ids: Collection[UUID]) -> None:
        """See `ProductSnapshots.forget`."""
        for product_id in product_ids:
            self._cached.pop(product_id, None)

    def pin(self, snapshots: Mapping[UUID, ProductSnapshot]) -> None:
        """Answer with these whatever is forgotten: a product that changes all the time."""
        self._pinned.update(snapshots)


class InMemoryOrders:
    """Implements `Orders`."""

    def __init__(self, storage: InMemoryStorage) -> None:
        self._storage = storage

    async def get(self, order_id: UUID) -> Order | None:
        """See `Orders.get`."""
        return self._storage.one(Order, order_id)


class InMemoryRefundRequests:
    """Implements `RefundRequests`."""

    def __init__(self, storage: InMemoryStorage) -> None:
        self._storage = storage

    async def get(self, refund_request_id: UUID) -> RefundRequest | None:
        """See `RefundRequests.get`."""
        return self._storage.one(RefundRequest, refund_request_id)


class InMemoryOrderProcesses:
    """Implements `OrderProcesses`."""

    def __init__(self, storage: InMemoryStorage) -> None:
        self._storage = storage

    async def load(self, order_id: UUID) -> OrderProcess | None:
        """See `OrderProcesses.load`."""
        return self.find(order_id)

    def find(self, order_id: UUID) -> OrderProcess | None:
        """The same, for tests that look."""
        order = self._storage.one(Order, order_id)
        saga = self._storage.one(OrderSaga, order_id)
        if order is None or saga is None:
            return None
        payments = (one for one in self._storage.all_of(Payment) if one.order_id == order_id)
        return OrderProcess(order=order, saga=saga, payment=next(payments, None))


class InMemoryTasks:
    """Implements `Tasks`."""

    def __init__(self, storage: InMemoryStorage, clock: Clock) -> None:
        self._storage = storage
        self._clock = clock

    async def get(self, task_id: UUID) -> Task | None:
        """See `Tasks.get`."""
        return self._storage.one(Task, task_id)

    async def claim_due(self, limit: int, lease: timedelta) -> list[Task]:
        """See `Tasks.claim_due`."""
        now = self._clock.now()
        due = (
            task
            for task in self._storage.all_of(Task)
            if task.status is TaskStatus.OPEN
            and task.reminded_at is None
            and task.due_at is not None
            and task.due_at <= now
        )
        return self._storage.leased(due, limit, now, lease)


class InMemorySagas:
    """Implements `Sagas`."""

    def __init__(self, storage: InMemoryStorage, clock: Clock) -> None:
        self._storage = storage
        self._clock = clock

    async def claim_overdue(self, limit: int, lease: timedelta) -> list[UUID]:
        """See `Sagas.claim_overdue`."""
        now = self._clock.now()
        overdue = (
            saga
            for saga in self._storage.all_of(OrderSaga)
            if saga.deadline_at is not None and saga.deadline_at <= now
        )
        return [saga.id for saga in self._storage.leased(overdue, limit, now, lease)]


class InMemoryEventStreams:
    """Implements `EventStreams`."""

    def __init__(self, storage: InMemoryStorage) -> None:
        self._storage = storage

    async def read(
        self, kind: str, aggregate_id: UUID, until_version: int | None = None
    ) -> tuple[RecordedEvent, ...]:
        """See `EventStreams.read`."""
        events = self._storage.streams.get(f"{kind}/{aggregate_id}", [])
        return tuple(
            recorded
            for recorded in events
            if until_version is None or recorded.version <= until_version
        )


def _snapshot(product: Product) -> ProductSnapshot:
    return ProductSnapshot(
        product_id=product.id,
        version=product.version,
        sku=product.sku.value,
        name=product.name,
        unit_price=product.unit_price.amount,
        currency=product.unit_price.currency,
        is_active=product.is_active,
    )
