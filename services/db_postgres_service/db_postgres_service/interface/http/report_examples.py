"""Examples of reports for the documentation."""

from decimal import Decimal

from storage_contracts.reports import (
    InvariantReport,
    InvariantRequest,
    Ledger,
    LedgerLine,
    StockComparison,
    Violation,
)

from db_postgres_service.interface.http.examples import PRODUCT

INVARIANT_REQUEST = InvariantRequest(subscriptions={"worker_order_saga": ["order.created"]})
INVARIANT_REPORT = InvariantReport(
    checked_at=PRODUCT.created_at,
    invariants={
        "L": [],
        "S": [
            Violation(
                check="stock_differs_from_stream",
                row=f"stock/{PRODUCT.id}",
                detail="the row is not what its events make of it",
            )
        ],
    },
    counts={"orders": 1, "event_store": 12},
)
LEDGER = Ledger(
    channel="web",
    orders={"completed": 1},
    lines=[LedgerLine(kind="product", lines=1, quantity=6, amount=Decimal("15.3000"))],
    refunds=0,
    refund_lines=0,
    refunded_amount=Decimal(0),
    refunded_charge_amount=Decimal(0),
    charge_amount=Decimal("15.3000"),
    stock_adjustments=0,
    stock_adjusted_pieces=0,
)
STOCK_COMPARISON = StockComparison(checked=1, differing=[])
