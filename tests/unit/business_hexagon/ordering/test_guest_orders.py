"""Orders of guests: readable by whoever knows their id, changed by staff alone."""

from uuid import UUID

import pytest
from business_hexagon.application.actor import Actor
from business_hexagon.application.commands.ordering.cancel_order import CancelOrderCommand
from business_hexagon.application.commands.ordering.order_request import LineRequest
from business_hexagon.application.commands.ordering.place_order import PlaceOrderCommand
from business_hexagon.application.errors import NotFound
from business_hexagon.application.queries.ordering.get_order import GetOrder, GetOrderQuery
from business_hexagon.domain.errors import PermissionDenied
from business_hexagon.domain.identity.role import Role
from business_hexagon.domain.ordering.order import Order
from business_hexagon.domain.values.email import Email

from tests.fakes.in_memory_documents import InMemoryOrderDocuments
from tests.fakes.in_memory_shop import CUSTOMER, SOMEWHERE, STAFF, InMemoryShop

GUEST = Actor()
STRANGER = Actor(user_id=UUID(int=77), role=Role.CUSTOMER)


@pytest.fixture
async def shop() -> InMemoryShop:
    """A shop with one order of a guest."""
    shop = InMemoryShop()
    product_id = await shop.add_product()
    command = PlaceOrderCommand(
        actor=GUEST,
        lines=(LineRequest(quantity=2, product_id=product_id),),
        shipping_address=SOMEWHERE,
        payment_method="card_approve",
        contact_email=Email("ada@example.com"),
    )
    await shop.place_order.execute(command)
    return shop


def test_a_guests_order_is_read_by_anybody_who_names_it() -> None:
    """There is no user to compare with, so the id is the key."""
    for actor in (GUEST, STRANGER, CUSTOMER, STAFF):
        assert actor.may_read_order(None)


def test_a_users_order_is_read_by_its_user_and_staff() -> None:
    """A known id is not enough."""
    assert CUSTOMER.may_read_order(CUSTOMER.user_id)
    assert STAFF.may_read_order(CUSTOMER.user_id)
    assert not STRANGER.may_read_order(CUSTOMER.user_id)
    assert not GUEST.may_read_order(CUSTOMER.user_id)


async def test_shows_a_guests_order_to_a_guest(shop: InMemoryShop) -> None:
    """A document without an owner is shown, one with another owner does not exist."""
    of_user = await shop.place(LineRequest(quantity=1, product_id=await shop.add_product()))
    of_guest = next(order.id for order in shop.storage.all_of(Order) if order.user_id is None)
    get_order = GetOrder(InMemoryOrderDocuments(shop.storage))

    assert (await get_order.execute(GetOrderQuery(GUEST, of_guest))).owner_id is None
    with pytest.raises(NotFound):
        await get_order.execute(GetOrderQuery(GUEST, of_user))


async def test_only_staff_cancels_a_guests_order(shop: InMemoryShop) -> None:
    """Who knows the id may look; the goods and the money are not theirs to move."""
    (order,) = shop.storage.all_of(Order)
    for actor in (GUEST, STRANGER):
        with pytest.raises(PermissionDenied):
            await shop.cancel_order.execute(CancelOrderCommand(actor=actor, order_id=order.id))

    await shop.cancel_order.execute(CancelOrderCommand(actor=STAFF, order_id=order.id))

    assert shop.process(order.id).saga.cancel_requested
