"""The row of a new order is made once."""

from datetime import UTC, datetime

from storage_clients.mapping.order_rows import OrderRows

from tests.contract.shop import a_product, an_order
from tests.fakes.stepping_clock import SteppingClock


def test_whoever_shows_and_whoever_writes_get_the_same_row() -> None:
    """With the same moment in it."""
    rows = OrderRows(SteppingClock())
    order = an_order(a_product())

    assert rows.of(order) is rows.of(order)


def test_another_order_or_another_version_is_another_row() -> None:
    """Nothing of the last one is left."""
    rows = OrderRows(SteppingClock())
    first, second = an_order(a_product()), an_order(a_product())

    assert rows.of(first).id == first.id
    assert rows.of(second).id == second.id
    first.request_cancellation("ordered twice")
    assert rows.of(first).version == first.version == 2
    assert rows.of(first).updated_at <= datetime.now(UTC)
