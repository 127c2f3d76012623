"""Reads the rows of a shop's invoice file."""

import csv
import gzip
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import TextIO
from zoneinfo import ZoneInfo

COLUMNS = (
    "invoice",
    "invoiced_at",
    "customer_id",
    "country",
    "is_cancellation",
    "stock_code",
    "description",
    "quantity",
    "unit_price",
)
_SHOP_TIME = ZoneInfo("Europe/London")


class ShopFileError(Exception):
    """The file is not a shop's invoice file."""


@dataclass(frozen=True, slots=True)
class ShopRow:
    """One input row, exactly as it stands in the file.

    Attributes:
        number: Its place among the data rows, from 1.
        invoice: Invoice number; `C…` cancels, `A…` adjusts a debt.
        invoiced_at: When, in UTC (the file holds the shop's local time).
        customer_id: The customer, empty when the shop did not know.
        country: The shop's name of the country.
        stock_code: The shop's code of the product or fee.
        description: The shop's name of the product, often a remark instead.
        quantity: Pieces; negative for cancellations and stock taken away.
        unit_price: Exact pounds for one piece.
    """

    number: int
    invoice: str
    invoiced_at: datetime
    customer_id: str
    country: str
    stock_code: str
    description: str
    quantity: int
    unit_price: Decimal

    @property
    def amount(self) -> Decimal:
        """Exact pounds of the row."""
        return self.quantity * self.unit_price


def read_invoices(path: Path, limit: int | None = None) -> list[list[ShopRow]]:
    """The rows by invoice, invoices in the order of their first row.

    Args:
        path: A CSV file with the columns of `COLUMNS`, gzipped when it ends in `.gz`.
        limit: How many invoices to take at most; None takes all.

    Raises:
        ShopFileError: The file cannot be read or a row is malformed; the message names the line.
    """
    invoices: dict[str, list[ShopRow]] = {}
    try:
        with _open(path) as file:
            for row in _rows(file):
                if row.invoice not in invoices:
                    if limit is not None and len(invoices) == limit:
                        continue
                    invoices[row.invoice] = []
                invoices[row.invoice].append(row)
    except (OSError, UnicodeDecodeError, EOFError) as error:
        raise ShopFileError(f"{path} cannot be read: {error}") from error
    return list(invoices.values())


def _open(path: Path) -> TextIO:
    if path.suffix == ".gz":
        return gzip.open(path, "rt", encoding="utf_8", newline="")
    return path.open(encoding="utf_8", newline="")


def _rows(file: TextIO) -> Iterator[ShopRow]:
    reader = csv.DictReader(file)
    missing = set(COLUMNS) - set(reader.fieldnames or ())
    if missing:
        raise ShopFileError(f"The file lacks the columns {', '.join(sorted(missing))}.")
    for number, fields in enumerate(reader, start=1):
        try:
            local = datetime.fromisoformat(fields["invoiced_at"]).replace(tzinfo=_SHOP_TIME)
            yield ShopRow(
                number=number,
                invoice=fields["invoice"],
                invoiced_at=local.astimezone(UTC),
                customer_id=fields["customer_id"],
                country=fields["country"],
                stock_code=fields["stock_code"],
                description=fields["description"],
                quantity=int(fields["quantity"]),
                unit_price=Decimal(fields["unit_price"]),
            )
        except (ValueError, TypeError, InvalidOperation) as error:
            raise ShopFileError(f"Data row {number} is malformed: {error}") from error
