"""Stories of orders, told by their events."""

from decimal import Decimal

import pytest
from business_hexagon.application.commands.ordering.order_request import LineRequest
from business_hexagon.application.errors import (
    GatewayTimeout,
    NotFound,
    TooEarly,
)
from business_hexagon.application.ports.payment_gateway import (
    ChargeStatus,
)
from business_hexagon.application.sagas.charging import charge_key
from business_hexagon.application.sagas.compensation import refund_key
from business_hexagon.application.sagas.saga_step import SagaStep
from business_hexagon.domain.ordering.line_kind import LineKind

from tests.fakes.in_memory_shop import STAFF, InMemoryShop
from tests.unit.business_hexagon.ordering.order_examples import ORDER_ID
from tests.unit.business_hexagon.sagas.order_invariants import violations

HAPPY = [
    "order.created",
    "workflow.advanced",
    "workflow.started",
    "stock.reserved",
    "workflow.advanced",
    "payment.processed",
    "workflow.advanced",
    "order.confirmed",
    "order.completed",
    "workflow.completed",
]


@pytest.fixture
async def shop() -> InMemoryShop:
    """An open shop."""
    return InMemoryShop()


async def two_pieces(shop: InMemoryShop, price: str = "2.55") -> LineRequest:
    """Something to order."""
    return LineRequest(product_id=await shop.add_product(price), quantity=2)


async def test_a_good_order_is_reserved_charged_and_completed(shop: InMemoryShop) -> None:
    """The story that most orders have."""
    order_id = await shop.place(await two_pieces(shop))
    await shop.settle()
    assert shop.told(order_id) == HAPPY
    assert shop.ledger.calls == ["charge"]
    assert violations(shop, {order_id}) == []


async def test_an_order_that_costs_nothing_meets_no_gateway(shop: InMemoryShop) -> None:
    """Its payment says so."""
    order_id = await shop.place(await two_pieces(shop, "0"))
    await shop.settle()
    payment = shop.process(order_id).payment
    assert payment is not None
    assert (payment.gateway, payment.gateway_reference) == ("none", None)
    assert shop.ledger.calls == []
    assert violations(shop, {order_id}) == []


async def test_a_free_order_can_be_cancelled_and_resumed(shop: InMemoryShop) -> None:
    """Still without a gateway: nothing to void, nothing to refund, nothing to ask."""
    cancelled = await shop.place(await two_pieces(shop, "0"))
    await shop.deliver_next()
    await shop.cancel(cancelled)
    await shop.settle()
    late = await shop.place(await two_pieces(shop, "0"))
    await shop.deliver_next()
    await shop.deliver_next()
    await shop.resume_overdue()
    await shop.cancel(late)
    await shop.settle()
    assert shop.ledger.calls == []
    assert violations(shop, {cancelled, late}) == []
    assert [shop.process(one).order.status for one in (cancelled, late)] == ["cancelled"] * 2


async def test_an_order_of_fees_alone_needs_no_stock(shop: InMemoryShop) -> None:
    """Whether it ends well or not."""
    fee = LineRequest(kind=LineKind.FEE, quantity=1, unit_price=Decimal("9.99"))
    good = await shop.place(fee, actor=STAFF)
    bad = await shop.place(fee, actor=STAFF, card="card_decline")
    await shop.settle()
    assert "stock.released" not in shop.told(bad)
    assert violations(shop, {good, bad}) == []


async def test_a_shortage_cancels_the_order(shop: InMemoryShop) -> None:
    """Nothing is held, and the shortage is told."""
    product_id = await shop.add_product(pieces=1)
    order_id = await shop.place(LineRequest(product_id=product_id, quantity=2))
    await shop.settle()
    assert shop.told(order_id)[2:] == [
        "order.cancelled",
        "workflow.started",
        "stock.rejected",
        "workflow.compensated",
    ]
    assert shop.process(order_id).order.cancellation_reason == "insufficient_stock"
    assert violations(shop, {order_id}) == []


async def test_the_same_product_on_two_lines_is_one_demand(shop: InMemoryShop) -> None:
    """Five pieces cannot be sold as three and three."""
    product_id = await shop.add_product(pieces=5)
    three = LineRequest(product_id=product_id, quantity=3)
    order_id = await shop.place(three, three)
    await shop.settle()
    assert shop.process(order_id).order.status == "cancelled"


async def test_a_declined_card_releases_the_stock(shop: InMemoryShop) -> None:
    """And keeps the gateway's reason with the payment."""
    order_id = await shop.place(await two_pieces(shop), card="card_decline")
    await shop.settle()
    payment = shop.process(order_id).payment
    assert payment is not None
    assert payment.failure_reason == "insufficient_funds"
    assert shop.told(order_id)[5:] == [
        "payment.failed",
        "workflow.advanced",
        "order.cancelled",
        "stock.released",
        "workflow.compensated",
    ]
    assert violations(shop, {order_id}) == []


async def test_a_charge_without_an_answer_is_asked_for_again(shop: InMemoryShop) -> None:
    """Under the same key, so the money moves once."""
    order_id = await shop.place(await two_pieces(shop), card="card_timeout")
    with pytest.raises(GatewayTimeout):
        await shop.settle()
    await shop.settle()
    assert len(shop.ledger.charges) == 1
    assert violations(shop, {order_id}) == []


@pytest.mark.parametrize("deliveries", [0, 1, 2, 3])
async def test_a_cancellation_is_honoured_at_every_step(
    shop: InMemoryShop, deliveries: int
) -> None:
    """Before the stock, before the charge, after it: the order ends cancelled, money back."""
    order_id = await shop.place(await two_pieces(shop))
    for _ in range(deliveries):
        if shop.storage.outbox and shop.process(order_id).saga.step != SagaStep.CONFIRMING:
            await shop.deliver_next()
    await shop.cancel(order_id)
    await shop.settle()
    assert shop.process(order_id).order.cancellation_reason == "changed_mind"
    assert violations(shop, {order_id}) == []


async def test_a_step_that_sees_the_request_first_honours_it(shop: InMemoryShop) -> None:
    """The request's own message may come last."""
    for deliveries in (0, 1):
        order_id = await shop.place(await two_pieces(shop))
        for _ in range(deliveries):
            await shop.deliver_next()
        await shop.cancel(order_id)
        request = shop.storage.outbox.pop()
        await shop.settle()
        shop.storage.outbox.append(request)
        await shop.settle()
        assert shop.process(order_id).order.status == "cancelled"


async def test_the_request_may_come_before_the_order(shop: InMemoryShop) -> None:
    """The order is then cancelled before anything was reserved."""
    order_id = await shop.place(await two_pieces(shop))
    await shop.cancel(order_id)
    shop.storage.outbox.reverse()
    await shop.settle()
    assert "stock.reserved" not in shop.told(order_id)
    assert violations(shop, {order_id}) == []


async def test_a_pending_charge_is_voided_when_the_order_is_cancelled(shop: InMemoryShop) -> None:
    """So a later approval cannot happen."""
    order_id = await shop.place(await two_pieces(shop), card="card_late")
    await shop.settle()
    await shop.cancel(order_id)
    await shop.settle()
    assert shop.ledger.charges[charge_key(order_id)].result.status is ChargeStatus.VOIDED
    assert "payment.failed" in shop.told(order_id)
    assert violations(shop, {order_id}) == []


async def test_a_charge_that_cannot_be_voided_any_more_is_refunded(shop: InMemoryShop) -> None:
    """The gateway approved before our void came; nobody knew."""
    order_id = await shop.place(await two_pieces(shop), card="card_late")
    await shop.settle()
    shop.ledger.decide(charge_key(order_id), ChargeStatus.APPROVED)
    await shop.cancel(order_id)
    await shop.settle()
    assert shop.ledger.refunds.keys() == {refund_key(order_id)}
    assert violations(shop, {order_id}) == []


async def test_events_of_passed_steps_are_acknowledged_without_effect(shop: InMemoryShop) -> None:
    """Every message again, in reverse, by a broker with a bad day."""
    order_id = await shop.place(await two_pieces(shop))
    messages = []
    while shop.storage.outbox:
        messages.append(await shop.deliver_next())
    for message in reversed(messages):
        await shop.handlers.handle(message)
    failed = await shop.place(await two_pieces(shop), card="card_decline")
    messages = []
    while shop.storage.outbox:
        messages.append(await shop.deliver_next())
    for message in reversed(messages):
        await shop.handlers.handle(message)
    assert violations(shop, {order_id, failed}) == []


async def test_events_that_come_too_early_are_tried_again(shop: InMemoryShop) -> None:
    """A message of a later step finds the order at an earlier one."""
    order_id = await shop.place(await two_pieces(shop))
    other = await shop.place(await two_pieces(shop), card="card_decline")
    for step in (shop.steps.charge, shop.steps.complete, shop.steps.compensate):
        with pytest.raises(TooEarly):
            await step.run(order_id, None)
    await shop.settle()
    assert violations(shop, {order_id, other}) == []


async def test_an_unknown_order_is_no_order(shop: InMemoryShop) -> None:
    """Its message climbs the ladder; the sweeper shrugs."""
    with pytest.raises(NotFound):
        await shop.steps.reserve.run(ORDER_ID, None)
    await shop.sweeper.handle(ORDER_ID)
