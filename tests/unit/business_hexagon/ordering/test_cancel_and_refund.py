"""Cancelling orders and refunding their lines, as people ask for it."""

from uuid import UUID

import pytest
from business_hexagon.application.actor import Actor
from business_hexagon.application.commands.ordering.cancel_order import CancelOrderCommand
from business_hexagon.application.commands.ordering.order_request import LineRequest
from business_hexagon.application.commands.ordering.refund_order_lines import (
    RefundOrderLinesCommand,
)
from business_hexagon.application.errors import NotFound, VersionConflict
from business_hexagon.application.ports.atomic_writes import Idempotency
from business_hexagon.domain.errors import InvalidValue, PermissionDenied
from business_hexagon.domain.identity.role import Role
from business_hexagon.domain.ordering.errors import OrderAlreadyCompleted, RefundExceedsLine
from business_hexagon.domain.ordering.refund import RefundItem

from tests.fakes.in_memory_shop import CUSTOMER, STAFF, InMemoryShop
from tests.unit.business_hexagon.ordering.order_examples import ORDER_ID

KEY = Idempotency("scope", "k1", "hash")


@pytest.fixture
async def shop() -> InMemoryShop:
    """An open shop."""
    return InMemoryShop()


async def placed(shop: InMemoryShop) -> UUID:
    """An order of two pieces."""
    return await shop.place(LineRequest(product_id=await shop.add_product(), quantity=2))


def refund(
    order_id: UUID,
    quantity: int = 1,
    *,
    actor: Actor = STAFF,
    idempotency: Idempotency | None = None,
    expected_version: int | None = None,
    reference: str | None = None,
) -> RefundOrderLinesCommand:
    """A refund to ask for."""
    return RefundOrderLinesCommand(
        actor=actor,
        order_id=order_id,
        items=(RefundItem(1, quantity),),
        reason="damaged",
        reference=reference,
        expected_version=expected_version,
        idempotency=idempotency,
    )


async def test_a_cancellation_is_requested_once(shop: InMemoryShop) -> None:
    """Asking again changes nothing, before and after it is done."""
    order_id = await placed(shop)
    command = CancelOrderCommand(actor=CUSTOMER, order_id=order_id)
    first = await shop.cancel_order.execute(command)
    again = await shop.cancel_order.execute(command)
    assert (first.version, again.version) == (2, 2)
    await shop.settle()
    late = await shop.cancel_order.execute(command)
    assert b"cancelled" in late.response
    assert shop.told(order_id).count("order.cancellation_requested") == 1


async def test_a_repeated_cancellation_gets_its_first_answer(shop: InMemoryShop) -> None:
    """Under the same key, even when the version it expected is gone."""
    order_id = await placed(shop)
    command = CancelOrderCommand(
        actor=CUSTOMER, order_id=order_id, expected_version=1, idempotency=KEY
    )
    first = await shop.cancel_order.execute(command)
    again = await shop.cancel_order.execute(command)
    assert (again.response, again.replayed) == (first.response, True)


async def test_a_cancellation_under_a_known_key_is_replayed(shop: InMemoryShop) -> None:
    """The storage knows the key before anything is checked."""
    order_id = await placed(shop)
    command = CancelOrderCommand(actor=CUSTOMER, order_id=order_id, idempotency=KEY)
    first = await shop.cancel_order.execute(command)
    again = await shop.cancel_order.execute(command)
    assert (again.response, again.replayed) == (first.response, True)


async def test_a_completed_order_is_not_cancelled(shop: InMemoryShop) -> None:
    """Its lines can be refunded instead."""
    order_id = await placed(shop)
    await shop.settle()
    with pytest.raises(OrderAlreadyCompleted):
        await shop.cancel(order_id)


async def test_refuses_cancellations_that_cannot_be(shop: InMemoryShop) -> None:
    """No such order, another's order, an old version, no proper reason."""
    order_id = await placed(shop)
    cancel = shop.cancel_order.execute
    with pytest.raises(NotFound):
        await cancel(CancelOrderCommand(actor=CUSTOMER, order_id=ORDER_ID))
    with pytest.raises(NotFound):
        await cancel(
            CancelOrderCommand(
                actor=Actor(user_id=UUID(int=9), role=Role.CUSTOMER), order_id=order_id
            )
        )
    with pytest.raises(VersionConflict):
        await cancel(CancelOrderCommand(actor=CUSTOMER, order_id=order_id, expected_version=7))
    with pytest.raises(InvalidValue):
        await cancel(CancelOrderCommand(actor=CUSTOMER, order_id=order_id, reason=" "))


async def test_a_refund_is_answered_with_the_order(shop: InMemoryShop) -> None:
    """And repeated under its key, also when nothing is left to refund."""
    order_id = await placed(shop)
    await shop.settle()
    command = refund(order_id, 2, idempotency=KEY, expected_version=3, reference="C536379")
    first = await shop.refund_order_lines.execute(command)
    again = await shop.refund_order_lines.execute(command)
    assert first.version == 4
    assert (again.response, again.replayed) == (first.response, True)
    assert shop.process(order_id).order.refunds[0].reference == "C536379"


async def test_a_refund_under_a_known_key_is_replayed(shop: InMemoryShop) -> None:
    """The storage knows the key although the refund would be fine."""
    order_id = await placed(shop)
    await shop.settle()
    await shop.refund_order_lines.execute(refund(order_id, idempotency=KEY))
    again = await shop.refund_order_lines.execute(refund(order_id, idempotency=KEY))
    assert again.replayed
    assert len(shop.process(order_id).order.refunds) == 1


async def test_refuses_refunds_that_cannot_be(shop: InMemoryShop) -> None:
    """Not by customers, not of unknown orders, not of old versions, not too many."""
    order_id = await placed(shop)
    await shop.settle()
    ask = shop.refund_order_lines.execute
    with pytest.raises(PermissionDenied):
        await ask(refund(order_id, actor=CUSTOMER))
    with pytest.raises(NotFound):
        await ask(refund(ORDER_ID))
    with pytest.raises(VersionConflict):
        await ask(refund(order_id, expected_version=1))
    with pytest.raises(RefundExceedsLine):
        await ask(refund(order_id, 3))
