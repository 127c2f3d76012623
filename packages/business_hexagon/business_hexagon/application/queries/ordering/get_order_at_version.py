"""Read an order as it was."""

from dataclasses import dataclass
from uuid import UUID

from business_hexagon.application.actor import Actor
from business_hexagon.application.errors import NotFound
from business_hexagon.application.outcome import Present
from business_hexagon.application.ports.event_streams import EventStreams
from business_hexagon.domain.identity.scope import Scope
from business_hexagon.domain.ordering.events import ORDER_EVENTS
from business_hexagon.domain.ordering.order import Order


@dataclass(frozen=True, slots=True)
class GetOrderAtVersionQuery:
    """Which order at which version, and who asks: as for `get_order`."""

    actor: Actor
    order_id: UUID
    version: int


class GetOrderAtVersion:
    """Folds the first events of an order's stream.

    Args:
        streams: the events.
        present: renders the order for the interface.
    """

    def __init__(self, streams: EventStreams, present: Present[Order]) -> None:
        self._streams = streams
        self._present = present

    async def execute(self, query: GetOrderAtVersionQuery) -> bytes:
        """The order's representation as it was.

        Raises:
            PermissionDenied: the actor lacks `orders:read`.
            NotFound: there is no such order or version, or the actor may not know of it.
            StorageUnavailable: the data service does not answer.
        """
        query.actor.require(Scope.ORDERS_READ)
        recorded = await self._streams.read("order", query.order_id, query.version)
        events = [one.event for one in recorded if isinstance(one.event, ORDER_EVENTS)]
        if not events:
            raise NotFound("order", str(query.order_id))
        order = Order.from_events(events)
        if not query.actor.may_read_order(order.user_id):
            raise NotFound("order", str(query.order_id))
        if order.version != query.version:
            raise NotFound("order_version", f"{query.order_id}@{query.version}")
        return self._present(order)
