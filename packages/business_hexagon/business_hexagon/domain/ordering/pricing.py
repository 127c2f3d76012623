"""What an order costs and what refunds return: exact inside, rounded once outside."""

from collections.abc import Iterable

from business_hexagon.domain.ordering.order_line import OrderLine
from business_hexagon.domain.ordering.refund import Refund, RefundLine, RefundStatus
from business_hexagon.domain.values.money import Money


def total_of(lines: Iterable[OrderLine], currency: str) -> Money:
    """Exact sum of the lines."""
    return Money.total(currency, (line.amount for line in lines))


def refund_amount(lines: Iterable[RefundLine], currency: str) -> Money:
    """Exact sum of what a refund gives back."""
    return Money.total(currency, (line.amount for line in lines))


def standing(refunds: Iterable[Refund]) -> tuple[Refund, ...]:
    """Refunds that took or will take place."""
    return tuple(refund for refund in refunds if refund.status is not RefundStatus.FAILED)


def refunded_amount(refunds: Iterable[Refund], currency: str) -> Money:
    """Exact sum of all refunds that stand."""
    return Money.total(currency, (refund.amount for refund in standing(refunds)))


def refunded_charge(refunds: Iterable[Refund], currency: str) -> Money:
    """Sum in minor units of all refunds that stand."""
    return Money.total(currency, (refund.charge_amount for refund in standing(refunds)))


def refund_charge(refunds: Iterable[Refund], amount: Money) -> Money:
    """What a new refund returns to the customer, in minor units.

    Not the amount is rounded but the sum of all refunds so far, less what they returned already:
    rounding errors cannot add up, and refunds of everything return exactly the charge. It is
    never negative: a refund that failed may leave more returned than the rest is worth by a
    fraction of the minor unit.

    Args:
        refunds: the order's refunds so far.
        amount: exact amount of the new one.
    """
    earlier = tuple(refunds)
    due = (refunded_amount(earlier, amount.currency) + amount).rounded()
    charge = due - refunded_charge(earlier, amount.currency)
    return Money.zero(amount.currency) if charge.is_negative else charge
