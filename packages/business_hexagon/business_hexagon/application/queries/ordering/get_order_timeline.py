"""Read the story of one order."""

from dataclasses import dataclass, replace
from enum import StrEnum
from uuid import UUID

from business_hexagon.application.actor import Actor
from business_hexagon.application.errors import NotFound
from business_hexagon.application.outcome import Present
from business_hexagon.application.ports.event_streams import EventStreams, RecordedEvent
from business_hexagon.application.ports.order_processes import OrderProcesses
from business_hexagon.domain.identity.scope import Scope


class Party(StrEnum):
    """Which side of the shop's counter somebody was on."""

    CUSTOMER = "customer"
    STAFF = "staff"


@dataclass(frozen=True, slots=True)
class TimelineEntry:
    """One event of the story.

    Attributes:
        recorded: the event; the id of whoever caused it only if the reader may know him.
        acted_by: who caused it; nothing for guests, programs and our own processes.
    """

    recorded: RecordedEvent
    acted_by: Party | None


type Timeline = tuple[TimelineEntry, ...]


@dataclass(frozen=True, slots=True)
class GetOrderTimelineQuery:
    """Which order, and who asks: its customer, whoever may read all; anybody for a guest's."""

    actor: Actor
    order_id: UUID


class GetOrderTimeline:
    """Merges the streams of an order, its saga and its payment into one story.

    Customers read that staff acted; who it was is for those who read everybody's orders.

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
        customer_id = process.order.user_id
        return self._present(tuple(_told(one, customer_id, query.actor) for one in events))


def _told(recorded: RecordedEvent, customer_id: UUID | None, reader: Actor) -> TimelineEntry:
    if recorded.user_id is None:
        return TimelineEntry(recorded, None)
    if recorded.user_id == customer_id:
        return TimelineEntry(recorded, Party.CUSTOMER)
    if reader.has(Scope.ORDERS_READ_ALL):
        return TimelineEntry(recorded, Party.STAFF)
    return TimelineEntry(replace(recorded, user_id=None), Party.STAFF)
