"""The model of a stock record: every piece is in exactly one place.

    opening + adjusted == free + reserved + sold        and no place is ever below zero

The data service does these same steps with one conditional statement each and keeps the stream
`stock/<product_id>`; this model says what they mean, folds that stream, and is what the property
tests shake.
"""

from datetime import datetime
from typing import ClassVar, Final, Literal, Self
from uuid import UUID

from business_hexagon.domain.aggregate import Aggregate
from business_hexagon.domain.catalogue.errors import StockOutOfBalance, StockTooLow
from business_hexagon.domain.catalogue.events import (
    MoveKind,
    StockAdjusted,
    StockEvent,
    StockMoved,
    StockOpened,
)
from business_hexagon.domain.catalogue.product import MOST_PIECES
from business_hexagon.domain.errors import InvalidValue
from business_hexagon.domain.values.text import checked_text

type Place = Literal["free", "reserved", "sold"]

MOVES: Final[dict[MoveKind, tuple[Place, Place]]] = {
    "reserve": ("free", "reserved"),
    "release": ("reserved", "free"),
    "settle": ("reserved", "sold"),
    "restock": ("sold", "free"),
}
"""From which place to which each kind of move takes pieces."""


class Stock(Aggregate[StockEvent]):
    """Pieces of one product.

    Attributes:
        id: the product's.
        opening: pieces at the beginning.
        adjusted: pieces found less pieces lost since; may be negative.
        free: pieces for sale.
        reserved: pieces held for orders that are not yet paid.
        sold: pieces of completed orders.
    """

    __slots__ = ("adjusted", "free", "opening", "reserved", "sold")

    kind: ClassVar[str] = "stock"
    opening: int
    adjusted: int
    free: int
    reserved: int
    sold: int

    @classmethod
    def open(cls, *, product_id: UUID, quantity: int) -> Self:
        """Begin the record with `quantity` free pieces.

        Raises:
            InvalidValue: negative.
        """
        if quantity < 0:
            raise InvalidValue("quantity", "must not be negative")
        stock = cls()
        stock._record(StockOpened(product_id=product_id, quantity=quantity))
        return stock

    @classmethod
    def restore(
        cls,
        *,
        product_id: UUID,
        opening: int,
        adjusted: int,
        free: int,
        reserved: int,
        sold: int,
        version: int,
        created_at: datetime | None = None,
    ) -> Self:
        """Rebuild the record from its row.

        Raises:
            StockOutOfBalance: the numbers do not add up, or one of them is below zero.
        """
        balanced = opening + adjusted == free + reserved + sold
        if not balanced or min(opening, free, reserved, sold) < 0:
            raise StockOutOfBalance(product_id, opening, adjusted, free, reserved, sold)
        stock = cls()
        stock.id = product_id
        stock.opening = opening
        stock.adjusted = adjusted
        stock.free = free
        stock.reserved = reserved
        stock.sold = sold
        stock._restored(version, created_at)
        return stock

    def reserve(self, *, order_id: UUID, quantity: int) -> None:
        """Hold free pieces for an order.

        Raises:
            InvalidValue: the quantity is not positive.
            StockTooLow: fewer pieces are free.
        """
        self._move("reserve", order_id, quantity)

    def release(self, *, order_id: UUID, quantity: int) -> None:
        """Give held pieces back: the order came to nothing.

        Raises:
            InvalidValue: the quantity is not positive.
            StockTooLow: fewer pieces are reserved.
        """
        self._move("release", order_id, quantity)

    def settle(self, *, order_id: UUID, quantity: int) -> None:
        """Sell held pieces: the order is paid.

        Raises:
            InvalidValue: the quantity is not positive.
            StockTooLow: fewer pieces are reserved.
        """
        self._move("settle", order_id, quantity)

    def restock(self, *, order_id: UUID, quantity: int) -> None:
        """Take sold pieces back: they were refunded.

        Raises:
            InvalidValue: the quantity is not positive.
            StockTooLow: fewer pieces were sold.
        """
        self._move("restock", order_id, quantity)

    def adjust(self, *, delta: int, reason: str, reference: str | None = None) -> None:
        """Correct the free pieces by what was found or lost.

        Raises:
            InvalidValue: `delta` is zero, or a text is malformed.
            StockTooLow: fewer pieces are free than were lost.
        """
        adjustment = checked_adjustment(self.id, delta, reason, reference)
        if self.free + delta < 0:
            raise StockTooLow(self.id, "free", -delta, self.free)
        self._record(adjustment)

    def _move(self, kind: MoveKind, order_id: UUID, quantity: int) -> None:
        source, _ = MOVES[kind]
        available: int = getattr(self, source)
        if quantity < 1:
            raise InvalidValue("quantity", "must be positive")
        if quantity > available:
            raise StockTooLow(self.id, source, quantity, available)
        self._record(
            StockMoved(product_id=self.id, kind=kind, quantity=quantity, order_id=order_id),
        )

    def _apply(self, event: StockEvent) -> None:
        if isinstance(event, StockOpened):
            self.id = event.product_id
            self.opening = self.free = event.quantity
            self.adjusted = self.reserved = self.sold = 0
        elif isinstance(event, StockAdjusted):
            self.adjusted += event.delta
            self.free += event.delta
        else:
            self._apply_move(event)

    def _apply_move(self, event: StockMoved) -> None:
        source, target = MOVES[event.kind]
        setattr(self, source, getattr(self, source) - event.quantity)
        setattr(self, target, getattr(self, target) + event.quantity)


def checked_adjustment(
    product_id: UUID,
    delta: int,
    reason: str,
    reference: str | None,
) -> StockAdjusted:
    """Check what can be checked of an adjustment without knowing the stock.

    Raises:
        InvalidValue: `delta` is zero or out of range, or a text is malformed.
    """
    if delta == 0 or abs(delta) > MOST_PIECES:
        raise InvalidValue("delta", f"must not be zero, nor beyond {MOST_PIECES} either way")
    return StockAdjusted(
        product_id=product_id,
        delta=delta,
        reason=checked_text("reason", reason, longest=255),
        reference=None if reference is None else checked_text("reference", reference, longest=64),
    )
