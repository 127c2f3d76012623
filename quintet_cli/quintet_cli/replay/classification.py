"""What a row of the shop means to the platform: every row gets exactly one meaning."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from quintet_cli.replay.shop_file import ShopRow


class Bucket(StrEnum):
    """Where a row ends in the report."""

    SOLD = "sold"
    FEE_LINE = "fee_line"
    REFUNDED = "refunded"
    REFUND_WITHOUT_SALE = "refund_without_sale"
    ADJUSTED = "adjusted"
    REJECTED = "rejected"


class LineKind(StrEnum):
    """Kinds of order lines in the public API."""

    PRODUCT = "product"
    FEE = "fee"
    POSTAGE = "postage"


class Meaning(StrEnum):
    """What a row asks for, before anything is sent."""

    ORDER_LINE = "order_line"
    CANCELLATION = "cancellation"
    ADJUSTMENT = "adjustment"
    REJECTED = "rejected"


@dataclass(frozen=True, slots=True)
class ClassifiedRow:
    """A row with its meaning.

    Attributes:
        row: The input row.
        meaning: What it asks for.
        kind: The kind of its order line.
        reason: Why it is rejected, None otherwise.
    """

    row: ShopRow
    meaning: Meaning
    kind: LineKind
    reason: str | None = None


_FINEST_PRICE = Decimal("0.0001")

POSTAGE_CODES = frozenset({"POST", "DOT", "C2"})
FEE_CODES = frozenset({"M", "m", "S", "B", "D", "BANK CHARGES", "AMAZONFEE", "CRUK", "PADS"})


def line_kind(stock_code: str) -> LineKind:
    """Whether a code is a product, postage or another fee."""
    if stock_code in POSTAGE_CODES:
        return LineKind.POSTAGE
    if stock_code in FEE_CODES:
        return LineKind.FEE
    return LineKind.PRODUCT


def classify_invoice(rows: list[ShopRow]) -> list[ClassifiedRow]:
    """Gives each row of one invoice its meaning.

    An invoice without a customer and without any pound is a stock count, not a sale: the shop
    booked found, damaged and thrown away pieces that way.
    """
    is_stock_count = all(row.unit_price == 0 and not row.customer_id for row in rows)
    return [_classify(row, is_stock_count=is_stock_count) for row in rows]


def _classify(row: ShopRow, *, is_stock_count: bool) -> ClassifiedRow:
    kind = line_kind(row.stock_code)
    if row.invoice.startswith("C"):
        meaning = Meaning.CANCELLATION
    elif is_stock_count:
        meaning = Meaning.ADJUSTMENT
    else:
        meaning = Meaning.ORDER_LINE
    for is_true, reason in (
        (row.quantity == 0, "zero_quantity"),
        (row.unit_price < 0, "negative_price"),
        (row.unit_price != row.unit_price.quantize(_FINEST_PRICE), "price_too_precise"),
        (row.invoice.startswith("A"), "debt_adjustment_is_no_sale"),
        (meaning is Meaning.CANCELLATION and row.quantity > 0, "cancellation_adds_pieces"),
        (meaning is Meaning.ADJUSTMENT and kind is not LineKind.PRODUCT, "fee_has_no_stock"),
        (meaning is Meaning.ORDER_LINE and row.quantity < 0, "negative_quantity_in_a_sale"),
    ):
        if is_true:
            return ClassifiedRow(row, Meaning.REJECTED, kind, reason)
    return ClassifiedRow(row, meaning, kind)
