"""The order's rules."""

from uuid import UUID

import pytest
from business_hexagon.domain.errors import DomainError, EmptyStream, InvalidValue
from business_hexagon.domain.ordering.errors import (
    OrderAlreadyCancelled,
    OrderAlreadyCompleted,
    OrderLineUnknown,
    OrderNotCompleted,
    OrderTransitionRefused,
    RefundExceedsLine,
    RefundExceedsTotal,
    RefundNegative,
    RefundUnknown,
)
from business_hexagon.domain.ordering.line_kind import LineKind
from business_hexagon.domain.ordering.order import Order
from business_hexagon.domain.ordering.order_status import OrderStatus
from business_hexagon.domain.ordering.refund import RefundItem, RefundStatus
from business_hexagon.domain.values.email import Email

from tests.unit.business_hexagon.ordering.order_examples import (
    NOW,
    ORDER_ID,
    PAYMENT_ID,
    REFUND_ID,
    completed_order,
    draft,
    line,
    pending_order,
)
from tests.unit.business_hexagon.sagas.order_invariants import state_of


def request(order: Order, *items: RefundItem, refund_id: UUID = REFUND_ID) -> None:
    """Ask for a refund."""
    order.request_refund(refund_id, items, reason="damaged", reference="C1", now=NOW)


def test_a_new_order_is_pending_and_rounds_its_total_once() -> None:
    """Three lines of half a penny less are not rounded one by one."""
    order = pending_order(line(1, "0.005"), line(2, "0.005"), line(3, "0.004"))
    assert order.status is OrderStatus.PENDING
    assert str(order.total.amount) == "0.0140"
    assert str(order.charge_amount.amount) == "0.0100"
    assert order.stream == f"order/{ORDER_ID}"
    assert (order.version, order.loaded_version, len(order.pending)) == (1, 0, 1)


def test_an_order_is_confirmed_and_completed() -> None:
    """The way of a good order; its events tell what analysts need."""
    order = completed_order()
    assert order.status is OrderStatus.COMPLETED
    assert order.completed_at == NOW
    told = [event.event_type for event in order.pending]
    assert told == ["order.created", "order.confirmed", "order.completed"]


def test_a_pending_order_can_be_cancelled() -> None:
    """With its reason, and where to write to."""
    order = pending_order(contact_email=Email("ada@example.com"))
    order.cancel("insufficient_stock")
    assert order.status is OrderStatus.CANCELLED
    assert order.cancellation_reason == "insufficient_stock"


def test_a_cancellation_can_be_requested_of_a_pending_order_only() -> None:
    """Later it is too late, or done."""
    pending = pending_order()
    pending.request_cancellation("changed_mind")
    assert pending.status is OrderStatus.PENDING
    with pytest.raises(OrderAlreadyCompleted):
        completed_order().request_cancellation("changed_mind")
    pending.cancel("changed_mind")
    with pytest.raises(OrderAlreadyCancelled):
        pending.request_cancellation("changed_mind")


def test_refuses_transitions_out_of_order() -> None:
    """Nobody completes what is not confirmed, nor cancels what is done."""
    with pytest.raises(OrderTransitionRefused):
        pending_order().complete(NOW)
    with pytest.raises(OrderTransitionRefused):
        completed_order().confirm(PAYMENT_ID)
    with pytest.raises(OrderTransitionRefused):
        completed_order().cancel("too_late")


def test_a_refund_takes_pieces_and_money() -> None:
    """By line and quantity; the rest can be refunded later."""
    order = completed_order(line(1, "2.55", 3), line(2, "4", 1))
    request(order, RefundItem(1, 2))
    assert [one.remaining for one in order.lines] == [1, 1]
    assert str(order.refunded_amount.amount) == "5.1000"
    assert str(order.refunded_charge_amount.amount) == "5.1000"
    refund = order.refund(REFUND_ID)
    assert refund is not None
    assert (refund.status, refund.reference) == (RefundStatus.REQUESTED, "C1")


def test_a_refund_completes_once() -> None:
    """And keeps when."""
    order = completed_order(line(1, quantity=2))
    request(order, RefundItem(1, 1), refund_id=UUID(int=1))
    request(order, RefundItem(1, 1))
    order.complete_refund(REFUND_ID, NOW)
    assert [one.status for one in order.refunds] == ["requested", "completed"]
    assert order.refunds[1].completed_at == NOW
    for refund_id in (REFUND_ID, UUID(int=9)):
        with pytest.raises(RefundUnknown):
            order.complete_refund(refund_id, NOW)


def test_a_failed_refund_gives_its_pieces_back() -> None:
    """They can be refunded again, for the same money."""
    order = completed_order(line(1, quantity=2))
    request(order, RefundItem(1, 2))
    order.fail_refund(REFUND_ID, "disputed", NOW)
    assert order.lines[0].remaining == 2
    assert order.refunded_amount.is_zero
    request(order, RefundItem(1, 2), refund_id=UUID(int=301))
    assert order.refunded_charge_amount == order.charge_amount


def test_only_completed_orders_are_refunded() -> None:
    """Others are cancelled."""
    with pytest.raises(OrderNotCompleted):
        request(pending_order(), RefundItem(1, 1))


@pytest.mark.parametrize(
    ("items", "error"),
    [
        ((), InvalidValue),
        ((RefundItem(9, 1),), OrderLineUnknown),
        ((RefundItem(1, 1), RefundItem(1, 1)), InvalidValue),
        ((RefundItem(1, 0),), InvalidValue),
        ((RefundItem(1, 3),), RefundExceedsLine),
        ((RefundItem(1, 2),), RefundExceedsTotal),
        ((RefundItem(2, 1),), RefundNegative),
    ],
)
def test_refuses_refunds_that_make_no_sense(
    items: tuple[RefundItem, ...], error: type[DomainError]
) -> None:
    """Two pieces at 5 less a discount of 3 make 7: more never goes back."""
    order = completed_order(line(1, "5", 2), line(2, "-3", 1, LineKind.DISCOUNT))
    with pytest.raises(error):
        request(order, *items)
    assert order.refunds == ()


def test_goods_go_back_together_with_their_discount() -> None:
    """Everything returns exactly the charge."""
    order = completed_order(line(1, "5", 2), line(2, "-3", 1, LineKind.DISCOUNT))
    request(order, RefundItem(1, 2), RefundItem(2, 1))
    assert order.refunded_charge_amount == order.charge_amount


def test_folding_the_stream_gives_the_same_order() -> None:
    """At every version."""
    order = completed_order(line(1, quantity=2), line(2))
    request(order, RefundItem(1, 1))
    order.complete_refund(REFUND_ID, NOW)
    request(order, RefundItem(2, 1), refund_id=UUID(int=301))
    order.fail_refund(UUID(int=301), "disputed", NOW)
    folded = Order.from_events(order.pending)
    assert state_of(folded) == state_of(order)
    assert (folded.loaded_version, folded.pending) == (order.version, ())


def test_an_order_restored_from_its_row_is_the_same() -> None:
    """And has nothing to save."""
    order = completed_order(line(1, quantity=2))
    request(order, RefundItem(1, 1))
    restored = Order.restore(
        order_id=order.id,
        draft=draft(*order.lines),
        status=order.status,
        refunds=order.refunds,
        cancellation_reason=order.cancellation_reason,
        completed_at=order.completed_at,
        version=order.version,
        created_at=NOW,
    )
    assert state_of(restored) == state_of(order)
    assert (restored.loaded_version, restored.created_at) == (order.version, NOW)


def test_no_order_is_folded_from_nothing() -> None:
    """A stream without events is no order."""
    with pytest.raises(EmptyStream):
        Order.from_events([])


def test_saving_forgets_the_pending_events() -> None:
    """The next save guards the version that this one wrote."""
    order = pending_order()
    order.mark_saved()
    assert (order.pending, order.loaded_version) == ((), 1)
