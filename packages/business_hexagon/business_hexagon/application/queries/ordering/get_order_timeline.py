"""Read the story of one order."""

from dataclasses import dataclass
from uuid import UUID

from business_hexagon.application.actor import Actor
from business_hexagon.application.errors import NotFound
from business_hexagon.application.outcome import Present
from business_hexagon.application.ports.event_streams import EventStreams, RecordedEvent
from business_hexagon.application.ports.order_processes import OrderProcesses
from business_hexagon.domain.identity.scope import Scope

type Timeline = tuple[RecordedEvent, ...]


@dataclass(frozen=True, slots=True)
class GetOrderTimelineQuery:
    """Which order, and who asks: its customer, whoever may read all; anybody for a guest's."""

    actor: Actor
    order_id: UUID


class GetOrderTimeline:
    """Merges the streams of an order, its saga and its payment into one story.

    Args:
        processes: tells whose order it is and which payment it has.
        streams: the events.
        present: renders the story for the interface.
    """

    def __init__(
        self, processes: OrderProcesses, streams: EventStreams, present: Present[Timeline]
    ) -> None:
        self._processes = processes
        self._streams = streams
        self._present = present

    async def execute(self, query: GetOrderTimelineQuery) -> bytes:
        """The story, oldest event first.

        Raises:
            PermissionDenied: the actor lacks `orders:read`.
            NotFound: there is no such order, or the actor may not know of it.
            StorageUnavailable: the data service does not answer.
        """
        query.actor.require(Scope.ORDERS_READ)
        process = await self._processes.load(query.order_id)
        if process is None or not query.actor.may_read_order(process.order.user_id):
            raise NotFound("order", str(query.order_id))
        events = [
            *await self._streams.read("order", query.order_id),
            *await self._streams.read("saga", query.order_id),
        ]
        if process.payment is not None:
            events.extend(await self._streams.read("payment", process.payment.id))
        events.sort(key=lambda recorded: recorded.position)
        return self._present(tuple(events))
