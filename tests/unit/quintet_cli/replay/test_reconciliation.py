"""Rows and pounds in against what the databases hold."""

from decimal import Decimal

import pytest
from quintet_cli.replay.accounting import Accounting, RowBookedTwiceError
from quintet_cli.replay.classification import Bucket
from quintet_cli.replay.reconciliation import compare
from storage_contracts.reports import Ledger, LedgerLine

from tests.unit.quintet_cli.replay.shop_rows import shop_row

_LEDGER = Ledger(
    channel="replay",
    orders={"completed": 1},
    lines=[
        LedgerLine(kind="product", lines=1, quantity=6, amount=Decimal("20.34")),
        LedgerLine(kind="postage", lines=1, quantity=1, amount=Decimal("18.00")),
        LedgerLine(kind="fee", lines=1, quantity=1, amount=Decimal("2.55")),
    ],
    refunds=1,
    refund_lines=1,
    refunded_amount=Decimal("3.39"),
    refunded_charge_amount=Decimal("3.39"),
    charge_amount=Decimal("40.89"),
    stock_adjustments=1,
    stock_adjusted_pieces=-20,
)


def _accounting() -> Accounting:
    accounting = Accounting()
    accounting.book(shop_row(1), Bucket.SOLD)
    accounting.book(shop_row(2, code="POST", quantity=1, price="18.00"), Bucket.FEE_LINE)
    accounting.book(shop_row(3, code="M", quantity=1, price="2.55"), Bucket.FEE_LINE)
    accounting.book(shop_row(4, invoice="C1", quantity=-1), Bucket.REFUNDED)
    accounting.book(shop_row(5, quantity=-20, price="0.00"), Bucket.ADJUSTED)
    accounting.book(shop_row(6, quantity=0), Bucket.REJECTED, "zero_quantity")
    return accounting


def test_agrees_when_both_sides_hold_the_same() -> None:
    """37.50 pounds on either side, in six rows."""
    comparisons = compare(_accounting(), 6, Decimal("37.50"), _LEDGER, Decimal("37.50"))
    assert [each.what for each in comparisons if not each.agrees] == []
    assert len(comparisons) == 10


@pytest.mark.parametrize(
    ("change", "figure"),
    [
        ({"refunded_amount": Decimal("3.3901")}, "refunded pounds = refunds"),
        ({"stock_adjustments": 2}, "adjusted rows = adjustments"),
        ({"stock_adjusted_pieces": -19}, "adjusted pieces = adjusted stock"),
        ({"lines": _LEDGER.lines[1:]}, "sold pounds = product lines' amounts"),
        ({"lines": _LEDGER.lines[:1]}, "fee rows = fee lines"),
    ],
)
def test_names_the_figure_that_differs(change: dict[str, object], figure: str) -> None:
    """To the last digit."""
    ledger = _LEDGER.model_copy(update=change)
    comparisons = compare(_accounting(), 6, Decimal("37.50"), ledger, None)
    assert figure in {each.what for each in comparisons if not each.agrees}


def test_a_lost_row_does_not_reconcile() -> None:
    """Even when no pound is missing."""
    comparisons = compare(_accounting(), 7, Decimal("37.50"), _LEDGER, None)
    assert [each.what for each in comparisons if not each.agrees] == ["rows in = rows in buckets"]


def test_refuses_to_book_a_row_twice() -> None:
    """Two buckets would hide a row that is in none."""
    accounting = _accounting()
    with pytest.raises(RowBookedTwiceError, match="Row 1"):
        accounting.book(shop_row(1), Bucket.REJECTED, "again")
