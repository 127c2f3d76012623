"""What gateways report on their own: early, late, twice."""

import pytest
from business_hexagon.application.commands.ordering.order_request import LineRequest
from business_hexagon.application.commands.payments.record_payment_callback import (
    RecordPaymentCallbackCommand,
)
from business_hexagon.application.errors import IdempotencyConflict, NotFound, TooEarly
from business_hexagon.application.ports.payment_gateway import ChargeResult, ChargeStatus
from business_hexagon.application.sagas.charging import charge_key
from business_hexagon.application.sagas.saga_step import SagaStep
from business_hexagon.domain.errors import InvalidValue
from business_hexagon.domain.payments.payment_status import PaymentStatus

from tests.fakes.in_memory_shop import InMemoryShop
from tests.unit.business_hexagon.ordering.order_examples import ORDER_ID
from tests.unit.business_hexagon.sagas.order_invariants import violations

APPROVED = ChargeResult(ChargeStatus.APPROVED, "charge_1")
DECLINED = ChargeResult(ChargeStatus.DECLINED, "charge_1", "late_decline")


@pytest.fixture
async def shop() -> InMemoryShop:
    """A shop whose gateway decides late."""
    return InMemoryShop()


async def pending_charge(shop: InMemoryShop) -> LineRequest:
    """Something to order."""
    return LineRequest(product_id=await shop.add_product(), quantity=1)


async def test_a_late_success_completes_the_order(shop: InMemoryShop) -> None:
    """The callback does what the gateway's answer would have done."""
    order_id = await shop.place(await pending_charge(shop), card="card_late")
    await shop.settle()
    assert shop.process(order_id).saga.step is SagaStep.CHARGING
    result = shop.ledger.decide(charge_key(order_id), ChargeStatus.APPROVED)
    await shop.report(order_id, result)
    await shop.settle()
    assert violations(shop, {order_id}) == []
    assert shop.process(order_id).order.status == "completed"


async def test_a_late_decline_cancels_the_order(shop: InMemoryShop) -> None:
    """With the stock released."""
    order_id = await shop.place(await pending_charge(shop), card="card_late_decline")
    await shop.settle()
    result = shop.ledger.decide(charge_key(order_id), ChargeStatus.DECLINED)
    await shop.report(order_id, result)
    await shop.settle()
    assert violations(shop, {order_id}) == []
    assert shop.process(order_id).order.cancellation_reason == "payment_failed"


async def test_a_report_may_overtake_our_own_record_of_the_charge(shop: InMemoryShop) -> None:
    """Then the charge handler finds the step passed."""
    order_id = await shop.place(await pending_charge(shop))
    await shop.deliver_next()
    key = charge_key(order_id)
    process = shop.process(order_id)
    charge = await shop.ledger.charge(
        key, order_id, process.order.charge_amount, process.order.payment_method
    )
    await shop.report(order_id, charge)
    await shop.settle()
    assert violations(shop, {order_id}) == []


async def test_a_repeated_report_changes_nothing(shop: InMemoryShop) -> None:
    """Neither under the same id nor under a new one."""
    order_id = await shop.place(await pending_charge(shop), card="card_duplicate")
    await shop.settle()
    before = shop.told(order_id)
    result = shop.ledger.charges[charge_key(order_id)].result
    for callback_id in ("one", "one", "two"):
        await shop.report(order_id, result, callback_id)
    assert shop.told(order_id) == before


async def test_the_same_report_with_another_outcome_is_refused(shop: InMemoryShop) -> None:
    """One of the two is forged or broken."""
    order_id = await shop.place(await pending_charge(shop), card="card_late")
    await shop.settle()
    await shop.report(order_id, APPROVED, "one")
    with pytest.raises(IdempotencyConflict):
        await shop.report(order_id, DECLINED, "one")


async def test_reports_of_what_is_decided_or_still_open_change_nothing(shop: InMemoryShop) -> None:
    """A decline after the success, and a report that says pending."""
    order_id = await shop.place(await pending_charge(shop))
    await shop.settle()
    before = shop.told(order_id)
    await shop.report(order_id, DECLINED, "one")
    await shop.report(order_id, ChargeResult(ChargeStatus.PENDING, "charge_1"), "two")
    assert shop.told(order_id) == before


async def test_a_success_after_the_order_was_given_up_is_refunded(shop: InMemoryShop) -> None:
    """The gateway could neither void nor decide in time."""
    order_id = await shop.place(await pending_charge(shop), card="card_late_unvoidable")
    await shop.settle()
    await shop.cancel(order_id)
    await shop.settle()
    assert shop.process(order_id).saga.step is SagaStep.COMPENSATED
    result = shop.ledger.decide(charge_key(order_id), ChargeStatus.APPROVED)
    await shop.report(order_id, result)
    await shop.settle()
    payment = shop.process(order_id).payment
    assert payment is not None
    assert payment.status is PaymentStatus.REFUNDED
    assert violations(shop, {order_id}) == []


async def test_a_report_before_the_order_was_charged_is_too_early(shop: InMemoryShop) -> None:
    """The gateway repeats it."""
    order_id = await shop.place(await pending_charge(shop))
    with pytest.raises(TooEarly):
        await shop.report(order_id, APPROVED)


async def test_refuses_reports_on_nothing_of_ours(shop: InMemoryShop) -> None:
    """An unknown order, or a key that is not the order's."""
    with pytest.raises(NotFound):
        await shop.report(ORDER_ID, APPROVED)
    with pytest.raises(InvalidValue):
        await shop.record_callback.execute(
            RecordPaymentCallbackCommand(
                callback_id="one", order_id=ORDER_ID, key="another", result=APPROVED
            )
        )
