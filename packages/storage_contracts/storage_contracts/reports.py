"""What `verify` and `replay` ask the data service."""

from typing import Annotated

from pydantic import Field

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


class LedgerLine(WireModel):
    """Exact sums of the lines of one kind in completed orders."""

    kind: str
    lines: int
    quantity: int
    amount: Amount


class Ledger(WireModel):
    """What the database holds for one sales channel."""

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
