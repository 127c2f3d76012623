"""Every input row in exactly one bucket, and the sums of each."""

from collections import Counter
from decimal import Decimal

from quintet_cli.replay.classification import Bucket
from quintet_cli.replay.shop_file import ShopRow


class RowBookedTwiceError(Exception):
    """A row was put into a second bucket: a mistake in the replay, not in the shop's file."""


class Accounting:
    """Books rows by bucket. Rows are known by their number in the file."""

    def __init__(self) -> None:
        self._bucket_by_row: dict[int, Bucket] = {}
        self.rows: Counter[Bucket] = Counter()
        self.pieces: Counter[Bucket] = Counter()
        self.pounds: dict[Bucket, Decimal] = {bucket: Decimal(0) for bucket in Bucket}
        self.reasons: Counter[str] = Counter()

    def book(self, row: ShopRow, bucket: Bucket, reason: str | None = None) -> None:
        """Puts a row into its bucket.

        Raises:
            RowBookedTwiceError: The row is in a bucket already.
        """
        if row.number in self._bucket_by_row:
            raise RowBookedTwiceError(f"Row {row.number} is already in a bucket.")
        self._bucket_by_row[row.number] = bucket
        self.rows[bucket] += 1
        self.pieces[bucket] += row.quantity
        self.pounds[bucket] += row.amount
        if reason is not None:
            self.reasons[reason] += 1

    def bucket_of(self, row: ShopRow) -> Bucket | None:
        """Where a row is booked, None while it is not."""
        return self._bucket_by_row.get(row.number)

    @property
    def total_rows(self) -> int:
        """How many rows are booked."""
        return len(self._bucket_by_row)

    @property
    def total_pounds(self) -> Decimal:
        """Exact pounds of all booked rows."""
        return sum(self.pounds.values(), start=Decimal(0))
