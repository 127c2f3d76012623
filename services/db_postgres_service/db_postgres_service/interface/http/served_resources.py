"""Every resource that the generic reads serve, in one table."""

from typing import Final

from storage_contracts.outbox import OutboxRow
from storage_contracts.pages import Page
from storage_contracts.rows.chat_row import ChatRow
from storage_contracts.rows.notification_row import NotificationRow
from storage_contracts.rows.oauth_client_row import OAuthClientRow
from storage_contracts.rows.one_time_token_row import OneTimeTokenRow
from storage_contracts.rows.order_row import OrderHeader, OrderLineEntry, RefundRow
from storage_contracts.rows.payment_row import PaymentRow
from storage_contracts.rows.product_row import ProductRow, StockRow
from storage_contracts.rows.refund_request_row import RefundRequestRow
from storage_contracts.rows.saga_row import SagaRow
from storage_contracts.rows.security_act_row import SecurityActRow
from storage_contracts.rows.session_row import SessionRow
from storage_contracts.rows.step_saga_row import StepSagaRow
from storage_contracts.rows.task_row import TaskRow
from storage_contracts.rows.user_row import UserRow
from storage_contracts.stored_event import StoredEvent
from storage_contracts.wire_model import WireModel

from db_postgres_service.infrastructure.reading import catalogue
from db_postgres_service.infrastructure.reading.resource import Resource
from db_postgres_service.interface.http import chat_examples, examples, identity_examples
from db_postgres_service.interface.http.served_resource import ServedResource

__all__ = ["SERVED_RESOURCES"]


def _served(resource: Resource, page: type[WireModel], example: WireModel) -> ServedResource:
    return ServedResource(resource=resource, page=page, in_a_page=example, row=example)


SERVED_RESOURCES: Final = (
    _served(catalogue.USERS, Page[UserRow], examples.USER),
    _served(catalogue.SESSIONS, Page[SessionRow], identity_examples.SESSION),
    _served(catalogue.ONE_TIME_TOKENS, Page[OneTimeTokenRow], identity_examples.ONE_TIME_TOKEN),
    _served(catalogue.OAUTH_CLIENTS, Page[OAuthClientRow], identity_examples.OAUTH_CLIENT),
    _served(catalogue.SECURITY_ACTS, Page[SecurityActRow], identity_examples.SECURITY_ACT),
    _served(catalogue.CHATS, Page[ChatRow], chat_examples.CHAT),
    _served(catalogue.PRODUCTS, Page[ProductRow], examples.PRODUCT),
    _served(catalogue.STOCK, Page[StockRow], examples.STOCK),
    ServedResource(
        resource=catalogue.ORDERS,
        page=Page[OrderHeader],
        in_a_page=examples.HEADER,
        row=examples.ORDER,
    ),
    _served(catalogue.REFUNDS, Page[RefundRow], examples.REFUND),
    _served(catalogue.REFUND_REQUESTS, Page[RefundRequestRow], examples.REFUND_REQUEST),
    _served(catalogue.PAYMENTS, Page[PaymentRow], examples.PAYMENT),
    _served(catalogue.TASKS, Page[TaskRow], examples.TASK),
    _served(catalogue.SAGAS, Page[SagaRow], examples.SAGA),
    _served(catalogue.STEP_SAGAS, Page[StepSagaRow], examples.STEP_SAGA),
    _served(catalogue.NOTIFICATIONS, Page[NotificationRow], examples.NOTIFICATION),
    _served(catalogue.STORED_EVENTS, Page[StoredEvent], examples.STORED_EVENT),
    _served(catalogue.OUTBOX, Page[OutboxRow], examples.OUTBOX_ROW),
    ServedResource(
        resource=catalogue.ORDER_LINES,
        page=Page[OrderLineEntry],
        in_a_page=examples.LINE_ENTRY,
        row=None,
    ),
    # quintet new: served_resources
)
"""A test finds every resource of the catalogue here."""
