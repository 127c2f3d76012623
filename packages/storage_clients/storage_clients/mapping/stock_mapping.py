"""Stock operations: the application's words in the data service's words."""

from typing import assert_never

from business_hexagon.application.ports import stock_operations as asked
from storage_contracts import stock_operations as wire

__all__ = ["stock_operation"]


def stock_operation(operation: asked.StockOperation) -> wire.StockOperation:
    """Translate one operation."""
    match operation:
        case asked.OpenStock(product_id, quantity):
            return wire.OpenStock(product_id=product_id, quantity=quantity)
        case asked.AdjustStock(product_id, delta, reason, reference):
            return wire.AdjustStock(
                product_id=product_id, delta=delta, reason=reason, reference=reference
            )
        case asked.ReserveStock(order_id, demands):
            return wire.ReserveStock(order_id=order_id, demands=_demands(demands))
        case asked.SettleStock(order_id):
            return wire.SettleStock(order_id=order_id)
        case asked.ReleaseStock(order_id):
            return wire.ReleaseStock(order_id=order_id)
        case asked.RestockStock(order_id, returns):
            return wire.RestockStock(order_id=order_id, returns=_demands(returns))
    assert_never(operation)


def _demands(demands: tuple[asked.StockDemand, ...]) -> list[wire.StockDemand]:
    return [
        wire.StockDemand(product_id=demand.product_id, quantity=demand.quantity)
        for demand in demands
    ]
