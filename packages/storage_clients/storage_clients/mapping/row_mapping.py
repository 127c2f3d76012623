"""Which row each kind of aggregate is kept in."""

from datetime import datetime

from business_hexagon.application.ports.atomic_writes import Saved
from business_hexagon.application.sagas.order_saga import OrderSaga
from business_hexagon.domain.catalogue.product import Product
from business_hexagon.domain.chats.chat import Chat
from business_hexagon.domain.identity.oauth_client import OAuthClient
from business_hexagon.domain.identity.one_time_token import OneTimeToken
from business_hexagon.domain.identity.session import Session
from business_hexagon.domain.identity.user import User
from business_hexagon.domain.ordering.order import Order
from business_hexagon.domain.ordering.refund_request import RefundRequest
from business_hexagon.domain.payments.payment import Payment
from business_hexagon.domain.tasks.task import Task
from storage_contracts.atomic_write import RowWrite

from storage_clients.mapping.chat_mapping import chat_write
from storage_clients.mapping.identity_row_mapping import identity_row_write
from storage_clients.mapping.order_mapping import order_write
from storage_clients.mapping.payment_mapping import payment_write
from storage_clients.mapping.product_mapping import product_write
from storage_clients.mapping.refund_request_mapping import refund_request_write
from storage_clients.mapping.saga_mapping import saga_write
from storage_clients.mapping.task_mapping import task_write

__all__ = ["row_write"]


def row_write(aggregate: Saved, now: datetime) -> RowWrite:  # noqa: PLR0911  one for each kind
    """Return the row that an aggregate's pending events lead to.

    Raises:
        TypeError: No row is kept for this kind of aggregate.
    """
    match aggregate:
        case OrderSaga():
            return saga_write(aggregate, now)
        case Order():
            return order_write(aggregate, now)
        case RefundRequest():
            return refund_request_write(aggregate, now)
        case Payment():
            return payment_write(aggregate, now)
        case Product():
            return product_write(aggregate, now)
        case Task():
            return task_write(aggregate, now)
        case Chat():
            return chat_write(aggregate, now)
        case User() | Session() | OneTimeToken() | OAuthClient():
            return identity_row_write(aggregate, now)
    raise TypeError(f"no row is kept for {type(aggregate).__name__}")
