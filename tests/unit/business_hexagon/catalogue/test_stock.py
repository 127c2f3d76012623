"""The model of a stock record."""

from uuid import UUID

import pytest
from business_hexagon.domain.catalogue.errors import StockOutOfBalance, StockTooLow
from business_hexagon.domain.catalogue.events import StockAdjusted, StockMoved, StockOpened
from business_hexagon.domain.catalogue.product import MOST_PIECES
from business_hexagon.domain.catalogue.stock import Stock
from business_hexagon.domain.errors import InvalidValue

PRODUCT_ID = UUID(int=2)
ORDER_ID = UUID(int=3)


def numbers(stock: Stock) -> tuple[int, int, int, int, int]:
    """Opening, adjusted, free, reserved, sold."""
    return stock.opening, stock.adjusted, stock.free, stock.reserved, stock.sold


def test_moves_pieces_through_the_life_of_an_order() -> None:
    """Reserve, settle and restock each move pieces one place on."""
    stock = Stock.open(product_id=PRODUCT_ID, quantity=10)
    stock.reserve(order_id=ORDER_ID, quantity=4)
    assert numbers(stock) == (10, 0, 6, 4, 0)
    stock.settle(order_id=ORDER_ID, quantity=3)
    assert numbers(stock) == (10, 0, 6, 1, 3)
    stock.release(order_id=ORDER_ID, quantity=1)
    assert numbers(stock) == (10, 0, 7, 0, 3)
    stock.restock(order_id=ORDER_ID, quantity=2)
    assert numbers(stock) == (10, 0, 9, 0, 1)
    assert stock.stream == f"stock/{PRODUCT_ID}"


def test_records_each_step_as_an_event() -> None:
    """Only adjustments interest others; moves stay in the stream."""
    stock = Stock.open(product_id=PRODUCT_ID, quantity=1)
    stock.reserve(order_id=ORDER_ID, quantity=1)
    stock.adjust(delta=2, reason=" found ", reference="S1")

    assert stock.pending == (
        StockOpened(product_id=PRODUCT_ID, quantity=1),
        StockMoved(product_id=PRODUCT_ID, kind="reserve", quantity=1, order_id=ORDER_ID),
        StockAdjusted(product_id=PRODUCT_ID, delta=2, reason="found", reference="S1"),
    )
    assert [event.publish for event in stock.pending] == [False, False, True]


def test_adjusts_down_to_zero_and_no_further() -> None:
    """Pieces that are not there cannot be lost."""
    stock = Stock.open(product_id=PRODUCT_ID, quantity=3)
    stock.adjust(delta=-3, reason="damaged")
    assert numbers(stock) == (3, -3, 0, 0, 0)

    with pytest.raises(StockTooLow) as refusal:
        stock.adjust(delta=-1, reason="damaged")

    assert (refusal.value.place, refusal.value.requested, refusal.value.available) == ("free", 1, 0)


@pytest.mark.parametrize("delta", [0, MOST_PIECES + 1, -MOST_PIECES - 1])
def test_refuses_an_adjustment_by_nothing_or_too_much(delta: int) -> None:
    """An adjustment that adjusts nothing is a mistake."""
    with pytest.raises(InvalidValue) as refusal:
        Stock.open(product_id=PRODUCT_ID, quantity=3).adjust(delta=delta, reason="counted")

    assert refusal.value.field == "delta"


@pytest.mark.parametrize(
    ("operation", "place"),
    [("reserve", "free"), ("release", "reserved"), ("settle", "reserved"), ("restock", "sold")],
)
def test_refuses_to_move_pieces_that_are_not_there(operation: str, place: str) -> None:
    """Each place holds two pieces; three are too many, none is too few."""
    stock = Stock.restore(
        product_id=PRODUCT_ID,
        opening=6,
        adjusted=0,
        free=2,
        reserved=2,
        sold=2,
        version=5,
    )
    move = getattr(stock, operation)

    with pytest.raises(StockTooLow) as refusal:
        move(order_id=ORDER_ID, quantity=3)
    with pytest.raises(InvalidValue):
        move(order_id=ORDER_ID, quantity=0)

    assert (refusal.value.place, refusal.value.available) == (place, 2)
    assert numbers(stock) == (6, 0, 2, 2, 2)


def test_refuses_a_negative_opening() -> None:
    """There are no fewer than no pieces."""
    with pytest.raises(InvalidValue):
        Stock.open(product_id=PRODUCT_ID, quantity=-1)


@pytest.mark.parametrize(("free", "reserved"), [(6, 0), (6, -1)])
def test_refuses_a_row_that_does_not_add_up(free: int, reserved: int) -> None:
    """A broken row is found where it is read, not three steps later."""
    with pytest.raises(StockOutOfBalance):
        Stock.restore(
            product_id=PRODUCT_ID,
            opening=5,
            adjusted=0,
            free=free,
            reserved=reserved,
            sold=0,
            version=1,
        )
