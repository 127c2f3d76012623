"""Orders in trouble: lost messages, silent gateways, late approvals; the sweeper finds them."""

from datetime import timedelta

import pytest
from business_hexagon.application.commands.ordering.order_request import LineRequest
from business_hexagon.application.errors import (
    GatewayUnavailable,
    RefundDeclined,
    StorageUnavailable,
)
from business_hexagon.application.ports.payment_gateway import (
    ChargeStatus,
    RefundResult,
    RefundStatus,
)
from business_hexagon.application.sagas.charging import charge_key
from business_hexagon.application.sagas.compensation import refund_key
from business_hexagon.application.sagas.saga_step import SagaStep

from tests.fakes.in_memory_readers import InMemorySagas
from tests.fakes.in_memory_shop import POLICY, InMemoryShop
from tests.fakes.scripted_payment_gateway import LedgerRefund
from tests.unit.business_hexagon.sagas.order_invariants import violations


@pytest.fixture
async def shop() -> InMemoryShop:
    """An open shop."""
    return InMemoryShop()


async def two_pieces(shop: InMemoryShop, price: str = "2.55") -> LineRequest:
    """Something to order."""
    return LineRequest(product_id=await shop.add_product(price), quantity=2)


async def test_the_sweeper_finishes_an_order_whose_messages_are_lost(shop: InMemoryShop) -> None:
    """Each time a deadline passes it takes one step."""
    good = await shop.place(await two_pieces(shop))
    bad = await shop.place(await two_pieces(shop), card="card_decline")
    sagas = InMemorySagas(shop.storage, shop.clock)
    assert await sagas.claim_overdue(10, timedelta(seconds=10)) == []
    for _ in range(3):
        shop.storage.outbox.clear()
        shop.clock.advance(POLICY.step_time)
        claimed = await sagas.claim_overdue(10, timedelta(seconds=10))
        assert set(claimed) == {good, bad}
        assert await sagas.claim_overdue(10, timedelta(seconds=10)) == []
        for order_id in claimed:
            await shop.sweeper.handle(order_id)
    shop.storage.outbox.clear()
    assert violations(shop, {good, bad}) == []
    for order_id in (good, bad):
        await shop.sweeper.handle(order_id)


async def test_the_sweeper_gives_an_undecided_charge_up(shop: InMemoryShop) -> None:
    """After the final deadline it is voided and the order cancelled."""
    order_id = await shop.place(await two_pieces(shop), card="card_late")
    await shop.settle()
    for _ in range(POLICY.charge_inquiries):
        await shop.resume_overdue()
        await shop.settle()
    assert shop.process(order_id).order.status == "cancelled"
    assert shop.ledger.charges[charge_key(order_id)].result.status is ChargeStatus.VOIDED
    assert violations(shop, {order_id}) == []


async def test_the_sweeper_records_what_the_gateway_decided(shop: InMemoryShop) -> None:
    """The callback was lost; the deadline asks."""
    order_id = await shop.place(await two_pieces(shop), card="card_late")
    await shop.settle()
    shop.ledger.decide(charge_key(order_id), ChargeStatus.APPROVED)
    await shop.resume_overdue()
    await shop.settle()
    assert shop.process(order_id).order.status == "completed"


async def test_an_approval_just_before_the_void_counts(shop: InMemoryShop) -> None:
    """The final inquiry said pending, the void says charged: so it was charged."""
    order_id = await shop.place(await two_pieces(shop), card="card_late")
    await shop.settle()
    for _ in range(POLICY.charge_inquiries - 1):
        await shop.resume_overdue()
    shop.ledger.approve_before_void = True
    await shop.resume_overdue()
    await shop.settle()
    assert shop.process(order_id).order.status == "completed"
    assert violations(shop, {order_id}) == []


async def test_the_sweeper_asks_for_a_charge_that_never_arrived(shop: InMemoryShop) -> None:
    """And counts a gateway without an answer as undecided, until it gives up."""
    order_id = await shop.place(await two_pieces(shop), card="card_late")
    await shop.deliver_next()
    shop.storage.outbox.clear()
    shop.ledger.troubles.extend([None, "timeout"])
    await shop.resume_overdue()
    process = shop.process(order_id)
    assert (process.saga.attempts, process.payment is not None) == (1, True)
    await shop.resume_overdue()
    await shop.resume_overdue()
    await shop.settle()
    assert violations(shop, {order_id}) == []


async def test_the_sweeper_honours_a_cancellation_and_passed_steps(shop: InMemoryShop) -> None:
    """It may come before the message, or after another sweeper."""
    order_id = await shop.place(await two_pieces(shop), card="card_late")
    await shop.settle()
    await shop.cancel(order_id)
    await shop.resume_overdue()
    await shop.steps.inquire.run(order_id)
    await shop.settle()
    assert violations(shop, {order_id}) == []


async def test_an_unreachable_gateway_only_delays(shop: InMemoryShop) -> None:
    """Nothing is decided without it."""
    order_id = await shop.place(await two_pieces(shop))
    await shop.deliver_next()
    shop.ledger.troubles.append("unavailable")
    with pytest.raises(GatewayUnavailable):
        await shop.settle()
    assert shop.process(order_id).payment is None
    await shop.settle()
    assert violations(shop, {order_id}) == []


async def test_a_refund_that_the_gateway_refuses_needs_a_person(shop: InMemoryShop) -> None:
    """The order stays as it is, with its message in the dead letters in the end."""
    order_id = await shop.place(await two_pieces(shop))
    while shop.process(order_id).saga.step is not SagaStep.CONFIRMING:
        await shop.deliver_next()
    await shop.cancel(order_id)
    amount = shop.process(order_id).order.charge_amount
    shop.ledger.refunds[refund_key(order_id)] = LedgerRefund(
        refund_key(order_id), "x", amount, RefundResult(RefundStatus.DECLINED, "", "disputed")
    )
    with pytest.raises(RefundDeclined):
        await shop.settle()
    assert shop.process(order_id).order.status == "pending"


async def test_a_lost_answer_is_not_a_lost_write(shop: InMemoryShop) -> None:
    """The redelivered message finds its place in the inbox taken."""
    order_id = await shop.place(await two_pieces(shop))
    shop.plain_writes.lost_after = 1
    with pytest.raises(StorageUnavailable):
        await shop.deliver_next()
    await shop.settle()
    assert violations(shop, {order_id}) == []
    assert shop.told(order_id).count("stock.reserved") == 1


async def test_a_late_approval_while_the_order_is_being_undone(shop: InMemoryShop) -> None:
    """Whoever comes first, the payment's failure or its success, undoes both."""
    order_id = await shop.place(await two_pieces(shop), card="card_late_unvoidable")
    await shop.settle()
    for _ in range(POLICY.charge_inquiries):
        await shop.resume_overdue()
    assert shop.process(order_id).saga.step is SagaStep.COMPENSATING
    result = shop.ledger.decide(charge_key(order_id), ChargeStatus.APPROVED)
    await shop.report(order_id, result)
    shop.storage.outbox.reverse()
    await shop.settle()
    assert violations(shop, {order_id}) == []
