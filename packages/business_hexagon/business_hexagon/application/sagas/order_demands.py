"""The goods of an order, by product."""

from collections import Counter
from collections.abc import Iterable
from uuid import UUID

from business_hexagon.application.ports.stock_operations import StockDemand
from business_hexagon.domain.ordering.order import Order
from business_hexagon.domain.ordering.refund import Refund


def order_demands(order: Order) -> tuple[StockDemand, ...]:
    """Pieces of each product that the order needs, each product once."""
    return _summed((line.product_id, line.quantity.value) for line in order.lines)


def returned_goods(order: Order, refund: Refund) -> tuple[StockDemand, ...]:
    """Pieces of each product that a refund brings back, each product once."""
    products = {line.line_no: line.product_id for line in order.lines}
    return _summed((products[line.line_no], line.quantity) for line in refund.lines)


def has_goods(order: Order) -> bool:
    """Whether the order needs stock."""
    return any(line.product_id is not None for line in order.lines)


def _summed(parts: Iterable[tuple[UUID | None, int]]) -> tuple[StockDemand, ...]:
    pieces: Counter[UUID] = Counter()
    for product_id, quantity in parts:
        if product_id is not None:
            pieces[product_id] += quantity
    # By id, so that two orders never wait for each other's rows.
    return tuple(StockDemand(product_id, pieces[product_id]) for product_id in sorted(pieces))
