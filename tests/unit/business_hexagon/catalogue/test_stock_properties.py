"""Whatever happens to a stock record, no piece appears or vanishes."""

from uuid import UUID

from business_hexagon.domain.catalogue.errors import StockTooLow
from business_hexagon.domain.catalogue.stock import Stock
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

ORDER_ID = UUID(int=3)
QUANTITIES = st.integers(min_value=1, max_value=30)


class StockMachine(RuleBasedStateMachine):
    """Shakes a record with random steps; refused steps must change nothing."""

    stock: Stock

    @initialize(quantity=st.integers(min_value=0, max_value=100))
    def open(self, quantity: int) -> None:
        """Every record begins with some pieces."""
        self.stock = Stock.open(product_id=UUID(int=2), quantity=quantity)

    @rule(
        operation=st.sampled_from(["reserve", "release", "settle", "restock"]),
        quantity=QUANTITIES,
    )
    def move(self, operation: str, quantity: int) -> None:
        """Move pieces, or be refused."""
        before = self._numbers()
        try:
            getattr(self.stock, operation)(order_id=ORDER_ID, quantity=quantity)
        except StockTooLow:
            assert self._numbers() == before

    @rule(delta=st.integers(min_value=-30, max_value=30).filter(bool))
    def adjust(self, delta: int) -> None:
        """Find or lose pieces, or be refused."""
        before = self._numbers()
        try:
            self.stock.adjust(delta=delta, reason="counted")
        except StockTooLow:
            assert delta < 0
            assert self._numbers() == before

    @invariant()
    def every_piece_is_in_one_place(self) -> None:
        """The law of the record, and no place below zero."""
        opening, adjusted, free, reserved, sold, _ = self._numbers()
        assert opening + adjusted == free + reserved + sold
        assert min(opening, free, reserved, sold) >= 0

    @invariant()
    def folding_its_events_gives_the_same_record(self) -> None:
        """The stream alone rebuilds the row."""
        folded = Stock.from_events(self.stock.pending)
        restored = Stock.restore(
            product_id=self.stock.id,
            opening=self.stock.opening,
            adjusted=self.stock.adjusted,
            free=self.stock.free,
            reserved=self.stock.reserved,
            sold=self.stock.sold,
            version=self.stock.version,
        )
        assert self._numbers() == self._numbers_of(folded) == self._numbers_of(restored)

    def _numbers(self) -> tuple[int, ...]:
        return self._numbers_of(self.stock)

    @staticmethod
    def _numbers_of(stock: Stock) -> tuple[int, ...]:
        return (
            stock.opening,
            stock.adjusted,
            stock.free,
            stock.reserved,
            stock.sold,
            stock.version,
        )


# No deadline: a busy machine is no failure.
StockMachine.TestCase.settings = settings(deadline=None, max_examples=60)
TestStockMachine = StockMachine.TestCase
