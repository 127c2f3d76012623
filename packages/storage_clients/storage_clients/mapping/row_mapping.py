"""Which row each kind of aggregate is kept in."""

from datetime import datetime

from business_hexagon.application.ports.atomic_writes import Saved
from business_hexagon.application.sagas.order_saga import OrderSaga
from business_hexagon.domain.identity.oauth_client import OAuthClient
from business_hexagon.domain.identity.one_time_token import OneTimeToken
from business_hexagon.domain.identity.session import Session
from business_hexagon.domain.identity.user import User
from business_hexagon.domain.ordering.order import Order
from storage_contracts.atomic_write import RowWrite

from storage_clients.mapping.identity_row_mapping import identity_row_write
from storage_clients.mapping.order_mapping import order_write
from storage_clients.mapping.saga_mapping import saga_write
from storage_clients.mapping.stored_entities import STORED_BY_CLASS

__all__ = ["row_write"]


def row_write(aggregate: Saved, now: datetime) -> RowWrite:
    """Return the row that an aggregate's pending events lead to.

    Raises:
        TypeError: No row is kept for this kind of aggregate.
    """
    stored = STORED_BY_CLASS.get(type(aggregate))
    if stored is not None:
        return stored.write(aggregate, now)
    match aggregate:
        case OrderSaga():
            return saga_write(aggregate, now)
        case Order():
            return order_write(aggregate, now)
        case User() | Session() | OneTimeToken() | OAuthClient():
            return identity_row_write(aggregate, now)
    raise TypeError(f"no row is kept for {type(aggregate).__name__}")
