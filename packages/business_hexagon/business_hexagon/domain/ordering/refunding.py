"""Which pieces may be refunded."""

from collections.abc import Sequence

from business_hexagon.domain.errors import InvalidValue
from business_hexagon.domain.ordering.errors import (
    OrderLineUnknown,
    RefundExceedsLine,
    RefundExceedsTotal,
    RefundNegative,
)
from business_hexagon.domain.ordering.order_line import OrderLine
from business_hexagon.domain.ordering.refund import RefundItem, RefundLine
from business_hexagon.domain.values.money import Money


def refund_lines(lines: Sequence[OrderLine], items: Sequence[RefundItem]) -> tuple[RefundLine, ...]:
    """Price what somebody wants to give back.

    Raises:
        InvalidValue: no item, a line twice, or less than one piece.
        OrderLineUnknown: an item names no line.
        RefundExceedsLine: more pieces than are left.
    """
    if not items:
        raise InvalidValue("lines", "must name at least one line")
    known = {line.line_no: line for line in lines}
    priced: dict[int, RefundLine] = {}
    for index, item in enumerate(items):
        path = f"lines.{index}"
        line = known.get(item.line_no)
        if line is None:
            raise OrderLineUnknown(f"{path}.line_no", item.line_no)
        if item.line_no in priced:
            raise InvalidValue(f"{path}.line_no", "comes twice")
        if item.quantity < 1:
            raise InvalidValue(f"{path}.quantity", "must be at least 1")
        if item.quantity > line.remaining:
            raise RefundExceedsLine(f"{path}.quantity", item.line_no, line.remaining)
        priced[item.line_no] = RefundLine(
            line_no=item.line_no,
            quantity=item.quantity,
            amount=line.unit_price.times(item.quantity),
        )
    return tuple(priced.values())


def rest_of(lines: Sequence[OrderLine]) -> tuple[RefundItem, ...]:
    """All pieces that can still be refunded; none when there are none."""
    return tuple(
        RefundItem(line_no=line.line_no, quantity=line.remaining)
        for line in lines
        if line.remaining > 0
    )


def require_refundable(amount: Money, remaining: Money) -> None:
    """Hold the sum of all refunds between nothing and the order's total.

    Goods may cost more than the order did, when it has discounts: these must then go back with
    the goods.

    Raises:
        RefundNegative: the refund is less than nothing.
        RefundExceedsTotal: the refund is more than is left.
    """
    if amount.is_negative:
        raise RefundNegative(amount.amount)
    if (remaining - amount).is_negative:
        raise RefundExceedsTotal(remaining.amount)


def with_refunded(
    lines: tuple[OrderLine, ...], refunded: Sequence[RefundLine], *, sign: int
) -> tuple[OrderLine, ...]:
    """The lines after a refund took pieces (sign 1) or gave them back (sign -1)."""
    pieces = {line.line_no: sign * line.quantity for line in refunded}
    return tuple(
        line.with_refunded(pieces[line.line_no]) if line.line_no in pieces else line
        for line in lines
    )
