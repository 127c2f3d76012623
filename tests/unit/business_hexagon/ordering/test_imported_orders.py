"""Orders that staff write down for another channel."""

import pytest
from business_hexagon.application.actor import Actor
from business_hexagon.application.commands.ordering.order_request import LineRequest
from business_hexagon.application.commands.ordering.place_order import PlaceOrderCommand
from business_hexagon.domain.errors import PermissionDenied
from business_hexagon.domain.ordering.errors import ContactMissing
from business_hexagon.domain.ordering.events import ORDER_EVENTS
from business_hexagon.domain.ordering.order import Order

from tests.fakes.in_memory_shop import CUSTOMER, SOMEWHERE, STAFF, InMemoryShop

GUEST = Actor()


async def _placed(shop: InMemoryShop, actor: Actor, channel: str | None) -> Order:
    product_id = await shop.add_product()
    command = PlaceOrderCommand(
        actor=actor,
        lines=(LineRequest(quantity=2, product_id=product_id),),
        shipping_address=SOMEWHERE,
        payment_method="card_approve",
        channel=channel,
    )
    await shop.place_order.execute(command)
    (order,) = shop.storage.all_of(Order)
    return order


async def test_an_imported_order_belongs_to_no_user_and_needs_no_address() -> None:
    """Whoever typed it in is not its customer, and the other channel knows who is."""
    order = await _placed(InMemoryShop(), STAFF, "online_retail")

    assert (order.user_id, order.contact_email) == (None, None)
    assert order.channel == "online_retail"


async def test_an_imported_order_is_restored_as_it_was_placed() -> None:
    """The rule reads stored facts alone, so that a stored order keeps it."""
    shop = InMemoryShop()
    placed = await _placed(shop, STAFF, "online_retail")

    events = [recorded.event for recorded in shop.storage.streams[placed.stream]]
    restored = Order.from_events(event for event in events if isinstance(event, ORDER_EVENTS))

    assert (restored.id, restored.user_id, restored.channel) == (placed.id, None, "online_retail")


async def test_staff_who_name_no_channel_buy_for_themselves() -> None:
    """Staff are customers too."""
    order = await _placed(InMemoryShop(), STAFF, None)

    assert (order.user_id, order.channel) == (STAFF.user_id, "web")


async def test_a_guest_of_our_own_channel_must_leave_an_address() -> None:
    """Also when staff write the order down: nobody else knows the customer."""
    with pytest.raises(ContactMissing):
        await _placed(InMemoryShop(), STAFF, "web")
    with pytest.raises(ContactMissing):
        await _placed(InMemoryShop(), GUEST, None)


async def test_only_staff_may_name_a_channel() -> None:
    """A customer cannot hide whose order it is."""
    for actor in (CUSTOMER, GUEST):
        with pytest.raises(PermissionDenied):
            await _placed(InMemoryShop(), actor, "online_retail")
