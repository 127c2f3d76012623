"""What `verify` and `replay` ask the data service."""

from typing import Annotated
from uuid import UUID

from pydantic import Field

from storage_contracts.rows.product_row import StockRow
from storage_contracts.wire_model import Amount, Moment, WireModel


class Violation(WireModel):
    """A row that breaks an invariant."""

    check: Annotated[str, Field(examples=["stock_row_differs_from_reservations"])]
    row: Annotated[str, Field(examples=["stock/1f0c7a52-55f2-6d10-b1a9-0242ac120002"])]
    detail: str


class InvariantReport(WireModel):
    """The invariants L C S P E A D by letter; an empty list is a pass.

    `counts` tells what was looked at, so that a pass over nothing can be seen.
    """

    checked_at: Moment
    invariants: dict[str, list[Violation]]
    counts: dict[str, int]


class InvariantRequest(WireModel):
    """Tells which consumer records its effects in this database, for invariant E."""

    subscriptions: Annotated[
        dict[
            Annotated[str, Field(max_length=200)],
            Annotated[list[Annotated[str, Field(max_length=64)]], Field(max_length=100)],
        ],
        Field(max_length=50, examples=[{"worker_order_saga": ["order.created"]}]),
    ] = {}


class StockDifference(WireModel):
    """A stock row that is not what its events make of it; null when there are no events."""

    stored: StockRow
    rebuilt: StockRow | None = None


class StockComparison(WireModel):
    """A page of stock rows compared with their streams."""

    checked: int
    differing: list[StockDifference]
    next_cursor: UUID | None = None


class LedgerLine(WireModel):
    """Exact sums of the lines of one kind in completed orders."""

    kind: str
    lines: int
    quantity: int
    amount: Amount


class Ledger(WireModel):
    """What the database holds for one sales channel, or for all.

    Lines and charges are those of completed orders, refunds those that are completed. The stock
    adjustments of a channel are those whose reference is `<channel>:row:<number>`.
    """

    channel: str | None
    orders: dict[str, int]
    lines: list[LedgerLine]
    refunds: int
    refund_lines: int
    refunded_amount: Amount
    refunded_charge_amount: Amount
    charge_amount: Amount
    stock_adjustments: int
    stock_adjusted_pieces: int
