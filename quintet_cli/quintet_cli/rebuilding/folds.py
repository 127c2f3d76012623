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
from business_hexagon.domain.event import DomainEvent
from business_hexagon.domain.ordering.events import ORDER_EVENTS
from business_hexagon.domain.ordering.order import Order
from pydantic import AwareDatetime
from storage_clients.mapping.order_mapping import order_row
from storage_clients.mapping.saga_mapping import saga_row
from storage_clients.mapping.stored_entities import STORED_ENTITIES
from storage_contracts.rows.order_row import OrderRow
from storage_contracts.rows.saga_row import SagaRow
from storage_contracts.wire_model import WireModel

from quintet_cli.rebuilding.identity_folds import OF_IDENTITY
from quintet_cli.rebuilding.rebuildable import Rebuildable


def _order(events: Iterable[DomainEvent], moment: AwareDatetime) -> WireModel:
    known = [event for event in events if isinstance(event, ORDER_EVENTS)]
    return order_row(Order.from_events(known), moment)


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


REBUILDABLE: Final = (
    *OF_IDENTITY,
    Rebuildable("order", "orders", OrderRow, _order),
    Rebuildable("saga", "sagas", SagaRow, _saga),
    *(Rebuildable(each.kind, each.resource, each.row, each.rebuild) for each in STORED_ENTITIES),
)
