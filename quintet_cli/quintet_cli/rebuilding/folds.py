"""What the events of a stream make of a row, for each kind of stream."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Final

from business_hexagon.application.sagas.events import (
    StockRejected,
    StockReleased,
    StockReserved,
    WorkflowAdvanced,
    WorkflowCompensated,
    WorkflowCompleted,
    WorkflowStarted,
)
from business_hexagon.application.sagas.order_saga import OrderSaga
from business_hexagon.domain.catalogue.events import ProductCreated, ProductUpdated
from business_hexagon.domain.catalogue.product import Product
from business_hexagon.domain.event import DomainEvent
from business_hexagon.domain.identity.events import UserCreated, UserUpdated
from business_hexagon.domain.identity.user import User
from business_hexagon.domain.ordering.events import ORDER_EVENTS
from business_hexagon.domain.ordering.order import Order
from business_hexagon.domain.payments.events import (
    PaymentFailed,
    PaymentPending,
    PaymentProcessed,
    PaymentRefunded,
)
from business_hexagon.domain.payments.payment import Payment
from business_hexagon.domain.tasks.events import TaskCompleted, TaskCreated, TaskDue, TaskUpdated
from business_hexagon.domain.tasks.task import Task
from pydantic import AwareDatetime
from storage_clients.mapping.order_mapping import order_row
from storage_clients.mapping.payment_mapping import payment_write
from storage_clients.mapping.product_mapping import product_write
from storage_clients.mapping.saga_mapping import saga_row
from storage_clients.mapping.task_mapping import task_write
from storage_clients.mapping.user_mapping import user_write
from storage_contracts.rows.order_row import OrderRow
from storage_contracts.rows.payment_row import PaymentRow
from storage_contracts.rows.product_row import ProductRow
from storage_contracts.rows.saga_row import SagaRow
from storage_contracts.rows.task_row import TaskRow
from storage_contracts.rows.user_row import UserRow
from storage_contracts.wire_model import WireModel

STORAGE_TIMES: Final = frozenset({"created_at", "updated_at"})
"""Fields that the storage keeps for itself: no part of a stream."""

type Fold = Callable[[Iterable[DomainEvent], AwareDatetime], WireModel]


@dataclass(frozen=True, slots=True)
class Rebuildable:
    """A kind of stream whose row can be rebuilt.

    Attributes:
        kind: The first part of the stream's name.
        resource: The list of the rows in db_postgres_service.
        row: Shape of the row.
        fold: Folds a stream; the moment stands for the times that only the storage knows.
    """

    kind: str
    resource: str
    row: type[WireModel]
    fold: Fold


def _user(events: Iterable[DomainEvent], moment: AwareDatetime) -> WireModel:
    known = [event for event in events if isinstance(event, UserCreated | UserUpdated)]
    return user_write(User.from_events(known), moment).row


def _product(events: Iterable[DomainEvent], moment: AwareDatetime) -> WireModel:
    known = [event for event in events if isinstance(event, ProductCreated | ProductUpdated)]
    return product_write(Product.from_events(known), moment).row


def _order(events: Iterable[DomainEvent], moment: AwareDatetime) -> WireModel:
    known = [event for event in events if isinstance(event, ORDER_EVENTS)]
    return order_row(Order.from_events(known), moment)


def _payment(events: Iterable[DomainEvent], moment: AwareDatetime) -> WireModel:
    known = [
        event
        for event in events
        if isinstance(event, PaymentPending | PaymentProcessed | PaymentFailed | PaymentRefunded)
    ]
    return payment_write(Payment.from_events(known), moment).row


def _saga(events: Iterable[DomainEvent], moment: AwareDatetime) -> WireModel:
    known = [
        event
        for event in events
        if isinstance(
            event,
            WorkflowAdvanced
            | WorkflowStarted
            | StockReserved
            | StockRejected
            | StockReleased
            | WorkflowCompleted
            | WorkflowCompensated,
        )
    ]
    return saga_row(OrderSaga.from_events(known), moment)


def _task(events: Iterable[DomainEvent], moment: AwareDatetime) -> WireModel:
    known = [
        event
        for event in events
        if isinstance(event, TaskCreated | TaskUpdated | TaskCompleted | TaskDue)
    ]
    return task_write(Task.from_events(known), moment).row


REBUILDABLE: Final = (
    Rebuildable("user", "users", UserRow, _user),
    Rebuildable("product", "products", ProductRow, _product),
    Rebuildable("order", "orders", OrderRow, _order),
    Rebuildable("saga", "sagas", SagaRow, _saga),
    Rebuildable("payment", "payments", PaymentRow, _payment),
    Rebuildable("task", "tasks", TaskRow, _task),
)
