"""Reading orders, their stories and their past."""

import json
from dataclasses import replace
from uuid import UUID

import pytest
from business_hexagon.application.actor import Actor
from business_hexagon.application.commands.ordering.order_request import LineRequest
from business_hexagon.application.errors import NotFound
from business_hexagon.application.ports.documents import PageRequest
from business_hexagon.application.queries.ordering.get_order import GetOrder, GetOrderQuery
from business_hexagon.application.queries.ordering.get_order_at_version import (
    GetOrderAtVersion,
    GetOrderAtVersionQuery,
)
from business_hexagon.application.queries.ordering.get_order_timeline import (
    GetOrderTimeline,
    GetOrderTimelineQuery,
    Party,
    Timeline,
    TimelineEntry,
)
from business_hexagon.application.queries.ordering.list_orders import ListOrders, ListOrdersQuery
from business_hexagon.application.queries.payments.get_order_payments import (
    GetOrderPayments,
    GetOrderPaymentsQuery,
)
from business_hexagon.domain.errors import PermissionDenied

from tests.fakes.in_memory_documents import InMemoryOrderDocuments, InMemoryPaymentDocuments
from tests.fakes.in_memory_readers import InMemoryEventStreams
from tests.fakes.in_memory_shop import CUSTOMER, STAFF, InMemoryShop, present
from tests.unit.business_hexagon.ordering.order_examples import ORDER_ID

STRANGER = Actor(user_id=UUID(int=9))
PAGE = PageRequest(limit=1)


@pytest.fixture
async def shop() -> InMemoryShop:
    """An open shop."""
    return InMemoryShop()


async def placed(shop: InMemoryShop) -> UUID:
    """An order of two pieces."""
    return await shop.place(LineRequest(product_id=await shop.add_product(), quantity=2))


def tell(timeline: Timeline) -> bytes:
    """The types of the events of a story."""
    return " ".join(entry.recorded.event.event_type for entry in timeline).encode()


async def test_customers_read_their_own_orders(shop: InMemoryShop) -> None:
    """Staff read everybody's; a stranger cannot even tell that there is one."""
    order_id = await placed(shop)
    get = GetOrder(InMemoryOrderDocuments(shop.storage))
    for actor in (CUSTOMER, STAFF):
        assert (await get.execute(GetOrderQuery(actor, order_id))).version == 1
    with pytest.raises(NotFound):
        await get.execute(GetOrderQuery(STRANGER, order_id))
    with pytest.raises(NotFound):
        await get.execute(GetOrderQuery(STAFF, ORDER_ID))


async def test_lists_ones_own_orders_or_everybodys(shop: InMemoryShop) -> None:
    """Everybody's for staff alone; a guest has no list."""
    await placed(shop)
    await placed(shop)
    orders = ListOrders(InMemoryOrderDocuments(shop.storage))
    mine = json.loads((await orders.execute(ListOrdersQuery(CUSTOMER, PAGE))).content)
    assert (len(mine["items"]), mine["next_cursor"]) == (1, "1")
    theirs = json.loads((await orders.execute(ListOrdersQuery(STRANGER, PAGE))).content)
    assert theirs == {"items": [], "next_cursor": None}
    everyone = await orders.execute(ListOrdersQuery(STAFF, PAGE, everyone=True))
    assert len(json.loads(everyone.content)["items"]) == 1
    for query in (ListOrdersQuery(CUSTOMER, PAGE, everyone=True), ListOrdersQuery(Actor(), PAGE)):
        with pytest.raises(PermissionDenied):
            await orders.execute(query)


async def test_tells_the_story_of_an_order(shop: InMemoryShop) -> None:
    """Before and after there is a payment."""
    order_id = await placed(shop)
    timeline = GetOrderTimeline(shop.plain_processes, InMemoryEventStreams(shop.storage), tell)
    young = await timeline.execute(GetOrderTimelineQuery(CUSTOMER, order_id))
    assert young == b"order.created workflow.advanced"
    await shop.settle()
    old = await timeline.execute(GetOrderTimelineQuery(STAFF, order_id))
    assert b"payment.processed" in old
    for query in (
        GetOrderTimelineQuery(STRANGER, order_id),
        GetOrderTimelineQuery(STAFF, ORDER_ID),
    ):
        with pytest.raises(NotFound):
            await timeline.execute(query)


@pytest.mark.parametrize("reader", [CUSTOMER, STAFF])
async def test_the_story_tells_customers_that_staff_acted_and_not_who(
    shop: InMemoryShop, reader: Actor
) -> None:
    """Whoever reads everybody's orders is told; one's own id is no secret."""
    order_id = await placed(shop)
    stream = shop.storage.streams[f"order/{order_id}"]
    for doer in (CUSTOMER, STAFF):
        stream.append(replace(stream[0], user_id=doer.user_id))
    told = list[TimelineEntry]()

    def keep(timeline: Timeline) -> bytes:
        told.extend(one for one in timeline if one.recorded.stream == stream[0].stream)
        return b""

    streams = InMemoryEventStreams(shop.storage)
    timeline = GetOrderTimeline(shop.plain_processes, streams, keep)
    await timeline.execute(GetOrderTimelineQuery(reader, order_id))

    assert [(one.acted_by, one.recorded.user_id) for one in told] == [
        (None, None),
        (Party.CUSTOMER, CUSTOMER.user_id),
        (Party.STAFF, STAFF.user_id if reader is STAFF else None),
    ]


async def test_shows_an_order_as_it_was(shop: InMemoryShop) -> None:
    """At each of its versions, and at no other."""
    order_id = await placed(shop)
    await shop.settle()
    get = GetOrderAtVersion(InMemoryEventStreams(shop.storage), present)
    seen = [
        await get.execute(GetOrderAtVersionQuery(CUSTOMER, order_id, version))
        for version in (1, 2, 3)
    ]
    assert [one.split()[1] for one in seen] == [b"pending", b"confirmed", b"completed"]
    for query in (
        GetOrderAtVersionQuery(STAFF, order_id, 0),
        GetOrderAtVersionQuery(STAFF, order_id, 4),
        GetOrderAtVersionQuery(STRANGER, order_id, 1),
        GetOrderAtVersionQuery(STAFF, ORDER_ID, 1),
    ):
        with pytest.raises(NotFound):
            await get.execute(query)


async def test_lists_the_payments_of_an_order(shop: InMemoryShop) -> None:
    """To those who may see the order."""
    order_id = await placed(shop)
    await shop.settle()
    get = GetOrderPayments(
        InMemoryOrderDocuments(shop.storage), InMemoryPaymentDocuments(shop.storage)
    )
    page = await get.execute(GetOrderPaymentsQuery(CUSTOMER, order_id, PAGE))
    assert json.loads(page.content)["items"][0]["status"] == "charged"
    for query in (
        GetOrderPaymentsQuery(STRANGER, order_id, PAGE),
        GetOrderPaymentsQuery(STAFF, ORDER_ID, PAGE),
    ):
        with pytest.raises(NotFound):
            await get.execute(query)
