"""Which earlier sale a cancellation gives back.

The shop's cancellations name no invoice. A cancelled row is matched with earlier lines of the same
customer, code and unit price, the latest sale first, and only when ALL of its pieces can be given
back: a row is refunded as a whole or not at all, so that its pounds stand in one bucket.
"""

from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal

from quintet_cli.replay.shop_file import ShopRow


@dataclass(frozen=True, slots=True)
class LineReturn:
    """Pieces of one order line that a cancellation gives back."""

    invoice: str
    line_no: int
    quantity: int


@dataclass(slots=True)
class _Sale:
    invoice: str
    line_no: int
    left: int


type _Key = tuple[str, str, Decimal]


class RefundMatching:
    """Remembers sold lines and hands them out to cancellations, each piece once."""

    def __init__(self) -> None:
        self._sales: defaultdict[_Key, list[_Sale]] = defaultdict(list)

    def sold(self, row: ShopRow, line_no: int) -> None:
        """Remembers a sold line."""
        if row.customer_id:
            self._sales[_key(row)].append(_Sale(row.invoice, line_no, row.quantity))

    def match(self, row: ShopRow) -> list[LineReturn]:
        """The lines that a cancelled row gives back; empty when they do not cover it."""
        wanted = -row.quantity
        sales = self._sales[_key(row)] if row.customer_id else []
        if sum(sale.left for sale in sales) < wanted:
            return []
        returns: list[LineReturn] = []
        for sale in reversed(sales):
            taken = min(sale.left, wanted)
            if taken == 0:
                continue
            sale.left -= taken
            wanted -= taken
            returns.append(LineReturn(sale.invoice, sale.line_no, taken))
        return returns


def _key(row: ShopRow) -> _Key:
    return row.customer_id, row.stock_code, row.unit_price
