"""Which sale a cancellation gives back."""

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st
from quintet_cli.replay.refund_matching import LineReturn, RefundMatching

from tests.unit.quintet_cli.replay.shop_rows import shop_row


def test_gives_back_the_latest_sale_first() -> None:
    """Five of nine pieces: all four of the later order, one of the earlier."""
    matching = RefundMatching()
    matching.sold(shop_row(invoice="1", quantity=5), 3)
    matching.sold(shop_row(invoice="2", quantity=4), 1)
    assert matching.match(shop_row(invoice="C3", quantity=-5)) == [
        LineReturn("2", 1, 4),
        LineReturn("1", 3, 1),
    ]


def test_gives_back_each_piece_once() -> None:
    """What the first cancellation took is gone for the second."""
    matching = RefundMatching()
    matching.sold(shop_row(quantity=6), 1)
    assert matching.match(shop_row(invoice="C1", quantity=-4)) == [LineReturn("536365", 1, 4)]
    assert matching.match(shop_row(invoice="C2", quantity=-4)) == []
    assert matching.match(shop_row(invoice="C3", quantity=-2)) == [LineReturn("536365", 1, 2)]


def test_matches_nothing_of_another_customer_code_or_price() -> None:
    """All three must agree."""
    matching = RefundMatching()
    matching.sold(shop_row(), 1)
    assert matching.match(shop_row(customer="13047", quantity=-1)) == []
    assert matching.match(shop_row(code="71053b", quantity=-1)) == []
    assert matching.match(shop_row(price="3.40", quantity=-1)) == []


def test_matches_nothing_without_a_customer() -> None:
    """Strangers are not one person."""
    matching = RefundMatching()
    matching.sold(shop_row(customer=""), 1)
    assert matching.match(shop_row(customer="", quantity=-1)) == []


@given(
    sales=st.lists(st.integers(1, 30), max_size=8),
    cancellations=st.lists(st.integers(1, 40), max_size=8),
)
def test_never_gives_back_more_than_was_sold(sales: list[int], cancellations: list[int]) -> None:
    """Whatever is cancelled: as a whole or not at all, and no piece twice."""
    matching = RefundMatching()
    for line_no, quantity in enumerate(sales, start=1):
        matching.sold(shop_row(quantity=quantity), line_no)
    given_back: Counter[int] = Counter()
    for quantity in cancellations:
        returns = matching.match(shop_row(invoice="C1", quantity=-quantity))
        assert sum(each.quantity for each in returns) in {0, quantity}
        assert all(each.quantity > 0 for each in returns)
        for each in returns:
            given_back[each.line_no] += each.quantity
    assert all(given_back[line_no] <= sold for line_no, sold in enumerate(sales, start=1))
