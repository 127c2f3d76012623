"""What a row of the shop means."""

import pytest
from quintet_cli.replay.classification import (
    LineKind,
    Meaning,
    classify_invoice,
    line_kind,
)
from quintet_cli.replay.shop_file import ShopRow

from tests.unit.quintet_cli.replay.shop_rows import shop_row


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        ("71053", LineKind.PRODUCT),
        ("gift_0001_20", LineKind.PRODUCT),
        ("POST", LineKind.POSTAGE),
        ("DOT", LineKind.POSTAGE),
        ("M", LineKind.FEE),
        ("m", LineKind.FEE),
        ("BANK CHARGES", LineKind.FEE),
        ("post", LineKind.PRODUCT),
    ],
)
def test_tells_fees_and_postage_from_products(code: str, kind: LineKind) -> None:
    """Codes are taken as they are: another case is another code."""
    assert line_kind(code) is kind


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        (shop_row(quantity=0), "zero_quantity"),
        (shop_row(price="-1.00"), "negative_price"),
        (shop_row(price="0.00001"), "price_too_precise"),
        (shop_row(invoice="A563185", code="B"), "debt_adjustment_is_no_sale"),
        (shop_row(invoice="C536379", quantity=1), "cancellation_adds_pieces"),
        (shop_row(customer="", code="S", price="0"), "fee_has_no_stock"),
        (shop_row(quantity=-3), "negative_quantity_in_a_sale"),
    ],
)
def test_rejects_a_row_that_no_platform_could_take(row: ShopRow, reason: str) -> None:
    """Each rule tells its own reason."""
    (found,) = classify_invoice([row])
    assert (found.meaning is Meaning.REJECTED, found.reason) == (True, reason)


@pytest.mark.parametrize(
    "row",
    [shop_row(), shop_row(price="0.001"), shop_row(price="0.00"), shop_row(quantity=74_215)],
)
def test_takes_odd_but_possible_rows_as_sales(row: ShopRow) -> None:
    """Gifts, tiny prices and huge quantities are sold like anything else."""
    (found,) = classify_invoice([row])
    assert (found.meaning, found.reason) == (Meaning.ORDER_LINE, None)


def test_takes_an_invoice_of_nobody_and_nothing_as_a_stock_count() -> None:
    """Found pieces and damaged ones alike."""
    rows = [
        shop_row(1, customer="", quantity=56, price="0.00"),
        shop_row(2, customer="", quantity=-20, price="0.00"),
    ]
    assert [each.meaning for each in classify_invoice(rows)] == [Meaning.ADJUSTMENT] * 2


def test_takes_a_free_line_among_paid_ones_as_a_sale() -> None:
    """Only an invoice without any pound is a count."""
    rows = [shop_row(1, customer="", price="0.00"), shop_row(2, customer="", price="3.39")]
    assert [each.meaning for each in classify_invoice(rows)] == [Meaning.ORDER_LINE] * 2


def test_takes_a_c_invoice_as_a_cancellation() -> None:
    """Whether something matches it is found out later."""
    (found,) = classify_invoice([shop_row(invoice="C536379", quantity=-1)])
    assert found.meaning is Meaning.CANCELLATION
