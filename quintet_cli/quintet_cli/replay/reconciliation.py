"""Rows and pounds in = rows and pounds by bucket = what the databases hold, to the last digit."""

from decimal import Decimal

from pydantic import BaseModel
from storage_contracts.reports import Ledger

from quintet_cli.replay.accounting import Accounting
from quintet_cli.replay.classification import Bucket


class BucketSums(BaseModel):
    """One bucket of the report; pounds are exact."""

    rows: int
    pieces: int
    pounds: Decimal


class Comparison(BaseModel):
    """One figure seen from both sides."""

    what: str
    expected: Decimal
    found: Decimal

    @property
    def agrees(self) -> bool:
        """Whether both sides are equal to the last digit."""
        return self.expected == self.found


class ReplayReport(BaseModel):
    """The outcome of a replay. `reconciled` is true only when every comparison agrees."""

    file: str
    channel: str
    invoices: int
    input_rows: int
    input_pounds: Decimal
    buckets: dict[Bucket, BucketSums]
    rejected_reasons: dict[str, int]
    comparisons: list[Comparison]
    reconciled: bool
    orders: int
    seconds: float
    orders_per_second: float


def compare(
    accounting: Accounting,
    input_rows: int,
    input_pounds: Decimal,
    ledger: Ledger,
    analytics_pounds: Decimal | None,
) -> list[Comparison]:
    """All figures that must agree.

    Args:
        accounting: The rows by bucket.
        input_rows: Rows read from the file.
        input_pounds: Their exact pounds.
        ledger: What PostgreSQL holds for the channel.
        analytics_pounds: Revenue less refunds that MongoDB holds; None when it was not asked.
    """
    by_kind = {line.kind: line for line in ledger.lines}
    fees = [line for kind, line in by_kind.items() if kind != "product"]
    products = by_kind.get("product")
    rows, pounds = accounting.rows, accounting.pounds
    pairs: list[tuple[str, Decimal | int, Decimal | int]] = [
        ("rows in = rows in buckets", input_rows, accounting.total_rows),
        ("pounds in = pounds in buckets", input_pounds, accounting.total_pounds),
        ("sold rows = product lines", rows[Bucket.SOLD], products.lines if products else 0),
        (
            "sold pounds = product lines' amounts",
            pounds[Bucket.SOLD],
            products.amount if products else 0,
        ),
        ("fee rows = fee lines", rows[Bucket.FEE_LINE], sum(line.lines for line in fees)),
        (
            "fee pounds = fee lines' amounts",
            pounds[Bucket.FEE_LINE],
            sum((line.amount for line in fees), start=Decimal(0)),
        ),
        ("refunded pounds = refunds", -pounds[Bucket.REFUNDED], ledger.refunded_amount),
        ("adjusted rows = adjustments", rows[Bucket.ADJUSTED], ledger.stock_adjustments),
        (
            "adjusted pieces = adjusted stock",
            accounting.pieces[Bucket.ADJUSTED],
            ledger.stock_adjusted_pieces,
        ),
    ]
    if analytics_pounds is not None:
        net = pounds[Bucket.SOLD] + pounds[Bucket.FEE_LINE] + pounds[Bucket.REFUNDED]
        pairs.append(("sold + fees - refunds = analytics net revenue", net, analytics_pounds))
    return [
        Comparison(what=what, expected=Decimal(expected), found=Decimal(found))
        for what, expected, found in pairs
    ]
