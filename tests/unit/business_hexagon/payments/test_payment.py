"""The payment's rules."""

from decimal import Decimal
from uuid import UUID

import pytest
from business_hexagon.domain.payments.errors import PaymentTransitionRefused, RefundExceedsPayment
from business_hexagon.domain.payments.payment import Payment
from business_hexagon.domain.payments.payment_status import PaymentStatus
from business_hexagon.domain.values.money import Money

from tests.unit.business_hexagon.ordering.order_examples import NOW, ORDER_ID, PAYMENT_ID
from tests.unit.business_hexagon.sagas.order_invariants import state_of


def pounds(amount: str) -> Money:
    """So many pounds."""
    return Money(Decimal(amount), "GBP")


def begun(amount: str = "10") -> Payment:
    """A payment of which nothing is known yet."""
    return Payment.begin(PAYMENT_ID, ORDER_ID, pounds(amount), "sandbox")


def charged(amount: str = "10") -> Payment:
    """A payment that was taken."""
    payment = begun(amount)
    payment.succeed("charge_1")
    return payment


def refund(payment: Payment, amount: str) -> None:
    """Give some of it back."""
    payment.refund(
        pounds(amount),
        refund_id=UUID(int=300),
        user_id=None,
        contact_email="ada@example.com",
        gateway_reference="refund_1",
    )


def test_a_charged_payment_holds_money() -> None:
    """Until all of it went back."""
    payment = charged()
    assert (payment.status, payment.gateway_reference) == (PaymentStatus.CHARGED, "charge_1")
    assert payment.holds_money
    refund(payment, "4")
    assert (payment.status.value, payment.remaining) == ("partially_refunded", pounds("6"))
    refund(payment, "6")
    assert (payment.status.value, payment.remaining) == ("refunded", pounds("0"))
    assert (payment.holds_money, payment.was_charged) == (False, True)


def test_refunding_nothing_changes_no_status() -> None:
    """A refund may be worth less than the smallest coin."""
    payment = charged()
    refund(payment, "0")
    assert payment.status is PaymentStatus.CHARGED


def test_more_than_was_taken_never_goes_back() -> None:
    """Not even by a penny."""
    with pytest.raises(RefundExceedsPayment):
        refund(charged(), "10.01")


def test_money_that_was_not_taken_cannot_go_back() -> None:
    """Neither from a pending nor from a failed payment."""
    payment = begun()
    payment.wait("charge_1")
    with pytest.raises(PaymentTransitionRefused):
        refund(payment, "1")


def test_a_pending_payment_is_decided_once() -> None:
    """Waiting again or failing after success would hide money."""
    payment = begun()
    payment.wait("charge_1")
    assert not payment.is_decided
    with pytest.raises(PaymentTransitionRefused):
        payment.wait("charge_1")
    payment.fail("late_decline")
    assert (payment.failure_reason, payment.gateway_reference) == ("late_decline", "charge_1")
    with pytest.raises(PaymentTransitionRefused):
        payment.fail("again")


def test_a_failed_payment_can_still_succeed() -> None:
    """Gateways may decide late; the saga then gives the money back."""
    payment = begun()
    payment.fail("charge_undecided")
    payment.succeed("charge_1")
    assert payment.status is PaymentStatus.CHARGED
    assert payment.failure_reason is None
    with pytest.raises(PaymentTransitionRefused):
        payment.succeed("charge_2")


def test_folding_the_stream_gives_the_same_payment() -> None:
    """Whatever came first."""
    payment = begun()
    payment.wait("charge_1")
    payment.succeed("charge_1")
    refund(payment, "4")
    assert state_of(Payment.from_events(payment.pending)) == state_of(payment)


def test_a_payment_restored_from_its_row_is_the_same() -> None:
    """And has nothing to save."""
    payment = charged()
    restored = Payment.restore(
        payment_id=payment.id,
        order_id=payment.order_id,
        status=payment.status,
        amount=payment.amount,
        refunded_amount=payment.refunded_amount,
        gateway=payment.gateway,
        gateway_reference=payment.gateway_reference,
        failure_reason=payment.failure_reason,
        version=payment.version,
        created_at=NOW,
    )
    assert state_of(restored) == state_of(payment)
    assert restored.pending == ()
