"""Stock operations on the tables in memory, as db_postgres_service does them.

Whatever the operations of a write are, they become movements, which are added up for each product
and applied at once. Reserving again for the same order changes nothing; settling and releasing
take what is still reserved.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from uuid import UUID

from business_hexagon.application.errors import InsufficientStock, Shortage
from business_hexagon.application.ports.stock_operations import (
    AdjustStock,
    OpenStock,
    ReleaseStock,
    ReserveStock,
    RestockStock,
    SettleStock,
    StockOperation,
)
from business_hexagon.domain.catalogue.events import StockEvent
from business_hexagon.domain.catalogue.stock import Stock

from tests.fakes.in_memory_storage import InMemoryStorage, Reservation


@dataclass(frozen=True, slots=True)
class Movement:
    """Pieces of one product that one operation moves; `free` is what it does to the free ones."""

    product_id: UUID
    quantity: int
    free: int
    operation: StockOperation


def apply_stock(
    storage: InMemoryStorage, operations: Sequence[StockOperation]
) -> list[tuple[UUID, int, StockEvent]]:
    """Apply all operations; returns the events with their product and version.

    Raises:
        InsufficientStock: A product has too few free pieces, or there is no such product.
    """
    told: list[tuple[UUID, int, StockEvent]] = []
    for operation in operations:
        if isinstance(operation, OpenStock):
            stock = Stock.open(product_id=operation.product_id, quantity=operation.quantity)
            storage.stock[stock.id] = stock
            told.extend(_told(stock))
    movements = [move for operation in operations for move in _movements(storage, operation)]
    _require_free(storage, movements)
    for movement in movements:
        stock = storage.stock[movement.product_id]
        _move(storage, stock, movement)
        told.extend(_told(stock))
    return told


def _movements(storage: InMemoryStorage, operation: StockOperation) -> Iterator[Movement]:
    match operation:
        case OpenStock():
            return
        case AdjustStock(product_id=product_id, delta=delta):
            yield Movement(product_id, abs(delta), delta, operation)
        case ReserveStock(order_id=order_id, demands=demands):
            if order_id not in storage.reservations:
                yield from (
                    Movement(demand.product_id, demand.quantity, -demand.quantity, operation)
                    for demand in demands
                )
        case RestockStock(returns=returns):
            yield from (
                Movement(back.product_id, back.quantity, back.quantity, operation)
                for back in returns
            )
        case SettleStock() | ReleaseStock():
            yield from _held(storage, operation)


def _held(storage: InMemoryStorage, operation: SettleStock | ReleaseStock) -> Iterator[Movement]:
    for held in storage.reservations.get(operation.order_id, []):
        if held.status == "reserved":
            free = held.quantity if isinstance(operation, ReleaseStock) else 0
            yield Movement(held.product_id, held.quantity, free, operation)


def _require_free(storage: InMemoryStorage, movements: Sequence[Movement]) -> None:
    change: Counter[UUID] = Counter()
    for movement in movements:
        change[movement.product_id] += movement.free
    shortages = []
    for product_id, delta in sorted(change.items()):
        stock = storage.stock.get(product_id)
        if stock is None or stock.free + delta < 0:
            shortages.append(Shortage(product_id, -delta, stock.free if stock else 0))
    if shortages:
        raise InsufficientStock(tuple(shortages))


def _move(storage: InMemoryStorage, stock: Stock, movement: Movement) -> None:
    quantity = movement.quantity
    match movement.operation:
        case AdjustStock(delta=delta, reason=reason, reference=reference):
            stock.adjust(delta=delta, reason=reason, reference=reference)
        case ReserveStock(order_id=order_id):
            stock.reserve(order_id=order_id, quantity=quantity)
            held = storage.reservations.setdefault(order_id, [])
            held.append(Reservation(stock.id, quantity))
        case SettleStock(order_id=order_id):
            stock.settle(order_id=order_id, quantity=quantity)
            _close(storage, order_id, stock.id, "settled")
        case ReleaseStock(order_id=order_id):
            stock.release(order_id=order_id, quantity=quantity)
            _close(storage, order_id, stock.id, "released")
        case RestockStock(order_id=order_id):
            stock.restock(order_id=order_id, quantity=quantity)
        case OpenStock():
            raise AssertionError("opening moves nothing")


def _close(storage: InMemoryStorage, order_id: UUID, product_id: UUID, status: str) -> None:
    for held in storage.reservations[order_id]:
        if held.product_id == product_id:
            held.status = status


def _told(stock: Stock) -> list[tuple[UUID, int, StockEvent]]:
    first = stock.loaded_version + 1
    told = [(stock.id, first + place, event) for place, event in enumerate(stock.pending)]
    stock.mark_saved()
    return told
