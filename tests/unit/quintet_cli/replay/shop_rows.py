"""Rows of a shop, one at a time."""

from datetime import UTC, datetime
from decimal import Decimal

from quintet_cli.replay.shop_file import ShopRow

MOMENT = datetime(2010, 12, 1, 8, 26, tzinfo=UTC)


def shop_row(
    number: int = 1,
    *,
    invoice: str = "536365",
    customer: str = "17850",
    code: str = "71053",
    description: str = "WHITE METAL LANTERN",
    quantity: int = 6,
    price: str = "3.39",
) -> ShopRow:
    """A row of an ordinary sale, but for what is given."""
    return ShopRow(
        number=number,
        invoice=invoice,
        invoiced_at=MOMENT,
        customer_id=customer,
        country="United Kingdom",
        stock_code=code,
        description=description,
        quantity=quantity,
        unit_price=Decimal(price),
    )
