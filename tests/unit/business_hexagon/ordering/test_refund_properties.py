"""Refunds and rounding: whatever is given back in whatever pieces, the money adds up."""

from decimal import Decimal
from uuid import UUID

from business_hexagon.domain.ordering.order import Order
from business_hexagon.domain.ordering.refund import RefundItem
from business_hexagon.domain.values.money import Money
from hypothesis import given
from hypothesis import strategies as st

from tests.unit.business_hexagon.ordering.order_examples import NOW, completed_order, line

PRICES = st.decimals(min_value=0, max_value=Decimal("99.9999"), places=4)
LINES = st.lists(st.tuples(PRICES, st.integers(1, 5)), min_size=1, max_size=6)


def ordered(lines: list[tuple[Decimal, int]]) -> Order:
    """A completed order of these prices and quantities."""
    return completed_order(
        *(line(number, str(price), pieces) for number, (price, pieces) in enumerate(lines, 1))
    )


def returns(data: st.DataObject, order: Order) -> list[RefundItem]:
    """Some of what is left."""
    left = [one for one in order.lines if one.remaining]
    chosen = data.draw(st.lists(st.sampled_from(left), min_size=1, unique_by=lambda o: o.line_no))
    return [RefundItem(one.line_no, data.draw(st.integers(1, one.remaining))) for one in chosen]


@given(lines=LINES, data=st.data())
def test_refunding_everything_returns_exactly_the_charge(
    lines: list[tuple[Decimal, int]], data: st.DataObject
) -> None:
    """In any pieces and any order; no refund is negative, and no sum exceeds the charge."""
    order = ordered(lines)
    number = 0
    while any(one.remaining for one in order.lines):
        number += 1
        items = returns(data, order)
        order.request_refund(UUID(int=number), items, reason="r", reference=None, now=NOW)
        assert not order.refunds[-1].charge_amount.is_negative
        assert not (order.charge_amount - order.refunded_charge_amount).is_negative
    assert order.refunded_charge_amount == order.charge_amount
    assert order.refunded_amount == order.total


@given(lines=LINES, data=st.data())
def test_failed_refunds_cost_nobody_anything(
    lines: list[tuple[Decimal, int]], data: st.DataObject
) -> None:
    """Some refunds fail in between; in the end exactly the charge went back."""
    order = ordered(lines)
    number = 0
    failures = 5
    while any(one.remaining for one in order.lines):
        number += 1
        items = returns(data, order)
        order.request_refund(UUID(int=number), items, reason="r", reference=None, now=NOW)
        refund = data.draw(
            st.sampled_from([one for one in order.refunds if one.status != "failed"])
        )
        if failures and refund.status == "requested" and data.draw(st.booleans()):
            failures -= 1
            order.fail_refund(refund.id, "disputed", NOW)
        assert not order.refunds[-1].charge_amount.is_negative
        assert not (order.charge_amount - order.refunded_charge_amount).is_negative
    assert order.refunded_charge_amount == order.charge_amount


@given(lines=LINES, data=st.data())
def test_the_sum_of_refunds_is_the_rounded_sum(
    lines: list[tuple[Decimal, int]], data: st.DataObject
) -> None:
    """Not a sum of rounded amounts: errors cannot add up."""
    order = ordered(lines)
    for number in range(1, 4):
        if any(one.remaining for one in order.lines):
            items = returns(data, order)
            order.request_refund(UUID(int=number), items, reason="r", reference=None, now=NOW)
    assert order.refunded_charge_amount == order.refunded_amount.rounded()


@given(lines=LINES)
def test_an_order_costs_the_sum_of_its_lines(lines: list[tuple[Decimal, int]]) -> None:
    """Exactly, and rounded once for the charge."""
    order = ordered(lines)
    exact = sum((price * pieces for price, pieces in lines), Decimal(0))
    assert order.total == Money(exact, "GBP")
    assert order.charge_amount == Money(exact, "GBP").rounded()
