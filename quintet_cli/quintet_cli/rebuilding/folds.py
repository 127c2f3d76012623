"""What the events of a stream make of a row, for each kind of stream."""

from collections.abc import Iterable
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
from business_hexagon.domain.chats.chat import Chat
from business_hexagon.domain.chats.events import CHAT_EVENTS
from business_hexagon.domain.event import DomainEvent
from business_hexagon.domain.ordering.events import ORDER_EVENTS
from business_hexagon.domain.ordering.order import Order
from business_hexagon.domain.ordering.refund_request import RefundRequest
from business_hexagon.domain.ordering.refund_request_events import REFUND_REQUEST_EVENTS
from business_hexagon.domain.payments.events import (
    PaymentFailed,
    PaymentPending,
    PaymentProcessed,
    PaymentRefunded,
)
from business_hexagon.domain.payments.payment import Payment
from business_hexagon.domain.tasks.events import TASK_EVENTS
from business_hexagon.domain.tasks.task import Task
from pydantic import AwareDatetime
from storage_clients.mapping.chat_mapping import chat_write
from storage_clients.mapping.order_mapping import order_row
from storage_clients.mapping.payment_mapping import payment_write
from storage_clients.mapping.product_mapping import product_write
from storage_clients.mapping.refund_request_mapping import refund_request_write
from storage_clients.mapping.saga_mapping import saga_row
from storage_clients.mapping.task_mapping import task_write
from storage_contracts.rows.chat_row import ChatRow
from storage_contracts.rows.order_row import OrderRow
from storage_contracts.rows.payment_row import PaymentRow
from storage_contracts.rows.product_row import ProductRow
from storage_contracts.rows.refund_request_row import RefundRequestRow
from storage_contracts.rows.saga_row import SagaRow
from storage_contracts.rows.task_row import TaskRow
from storage_contracts.wire_model import WireModel

from quintet_cli.rebuilding.identity_folds import OF_IDENTITY
from quintet_cli.rebuilding.rebuildable import Rebuildable


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


def _refund_request(events: Iterable[DomainEvent], moment: AwareDatetime) -> WireModel:
    known = [event for event in events if isinstance(event, REFUND_REQUEST_EVENTS)]
    return refund_request_write(RefundRequest.from_events(known), moment).row


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
    known = [event for event in events if isinstance(event, TASK_EVENTS)]
    return task_write(Task.from_events(known), moment).row


def _chat(events: Iterable[DomainEvent], moment: AwareDatetime) -> WireModel:
    known = [event for event in events if isinstance(event, CHAT_EVENTS)]
    return chat_write(Chat.from_events(known), moment).row


REBUILDABLE: Final = (
    *OF_IDENTITY,
    Rebuildable("product", "products", ProductRow, _product),
    Rebuildable("order", "orders", OrderRow, _order),
    Rebuildable("refund_request", "refund_requests", RefundRequestRow, _refund_request),
    Rebuildable("saga", "sagas", SagaRow, _saga),
    Rebuildable("payment", "payments", PaymentRow, _payment),
    Rebuildable("task", "tasks", TaskRow, _task),
    Rebuildable("chat", "chats", ChatRow, _chat),
)
