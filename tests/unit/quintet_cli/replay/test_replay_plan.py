"""The requests that a file becomes."""

from collections import Counter
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from quintet_cli.replay.accounting import Accounting
from quintet_cli.replay.classification import Bucket, LineKind
from quintet_cli.replay.refund_matching import LineReturn
from quintet_cli.replay.replay_plan import ReplayPlan, build_plan
from quintet_cli.replay.shop_file import ShopFileError, ShopRow, read_invoices

from tests.fixtures.shop_file import LONGEST_INVOICE, write_shop_file
from tests.unit.quintet_cli.replay.shop_rows import shop_row


@pytest.fixture(scope="module")
def plan(tmp_path_factory: pytest.TempPathFactory) -> ReplayPlan:
    """The plan of the generated file."""
    file = write_shop_file(tmp_path_factory.mktemp("shop") / "shop.csv.gz")
    return build_plan(read_invoices(file))


def booked(plan: ReplayPlan) -> Accounting:
    """The buckets when the API takes all that is asked of it."""
    accounting = Accounting()
    for row, bucket, reason in plan.settled:
        accounting.book(row, bucket, reason)
    for order in plan.orders:
        for entry in order.lines:
            is_product = entry.kind is LineKind.PRODUCT
            accounting.book(entry.row, Bucket.SOLD if is_product else Bucket.FEE_LINE)
    for row in plan.adjustments:
        accounting.book(row, Bucket.ADJUSTED)
    for row in {row.number: row for planned in plan.refunds for row in planned.rows}.values():
        accounting.book(row, Bucket.REFUNDED)
    return accounting


def test_finds_every_oddity_in_the_generated_file(plan: ReplayPlan) -> None:
    """A file without one of them would prove less than it seems to."""
    kinds = {entry.kind for order in plan.orders for entry in order.lines}
    prices = {entry.row.unit_price for order in plan.orders for entry in order.lines}
    skus = {product.sku for product in plan.products}
    assert kinds == set(LineKind)
    assert {Decimal("0.001"), Decimal("0.00"), Decimal("0.0715")} <= prices
    assert {"15056bl", "15056BL", "gift_0001_20"} <= skus
    assert max(len(order.lines) for order in plan.orders) == LONGEST_INVOICE
    assert any(
        all(entry.kind is not LineKind.PRODUCT for entry in order.lines) for order in plan.orders
    )
    assert booked(plan).rows.keys() == set(Bucket)
    assert len({row.number for row in plan.refunds[0].rows}) == 1


def test_a_cancellation_may_give_back_parts_of_two_orders(plan: ReplayPlan) -> None:
    """Each order gets a refund of its own, and each line stands in it once."""
    by_invoice = Counter(planned.invoice for planned in plan.refunds)
    assert max(by_invoice.values()) == 2
    for planned in plan.refunds:
        lines = [each.line_no for each in planned.returns]
        assert len(lines) == len(set(lines))


def test_opens_as_much_stock_as_the_plan_takes_away(plan: ReplayPlan) -> None:
    """No order of a replay may run short."""
    taken: Counter[str] = Counter()
    for order in plan.orders:
        for entry in order.lines:
            if entry.kind is LineKind.PRODUCT:
                taken[entry.row.stock_code] += entry.row.quantity
    for row in plan.adjustments:
        taken[row.stock_code] += max(-row.quantity, 0)
    assert {product.sku: product.opening_stock for product in plan.products} == dict(taken)


def test_names_a_product_by_its_first_description_in_capitals() -> None:
    """Remarks of the stock room are no names."""
    rows = [
        shop_row(1, description="thrown away-rusty"),
        shop_row(2, description=" WHITE  METAL LANTERN "),
        shop_row(3, description="RED METAL LANTERN"),
    ]
    (product,) = build_plan([rows]).products
    assert product.name == "WHITE METAL LANTERN"


def test_takes_the_most_frequent_price_as_the_catalogue_price() -> None:
    """Orders keep the price of their day."""
    rows = [shop_row(1, price="1.00"), shop_row(2, price="2.00"), shop_row(3, price="1.00")]
    assert build_plan([rows]).products[0].unit_price == Decimal("1.00")


def test_merges_two_cancelled_rows_of_one_line() -> None:
    """The API takes a line once in a refund."""
    sale = [shop_row(1, quantity=6)]
    cancellation = [shop_row(2, invoice="C1", quantity=-2), shop_row(3, invoice="C1", quantity=-3)]
    (planned,) = build_plan([sale, cancellation]).refunds
    assert planned.returns == [LineReturn("536365", 1, 5)]
    assert [row.number for row in planned.rows] == [2, 3]


_rows = st.builds(
    shop_row,
    customer=st.sampled_from(["", "17850", "13047"]),
    code=st.sampled_from(["71053", "71053b", "POST", "M", "D"]),
    quantity=st.integers(-20, 20),
    price=st.sampled_from(["0.00", "0.001", "3.39", "-1.00", "0.00001"]),
)
_marks = st.sampled_from(["", "", "C", "A"])


@st.composite
def _files(draw: st.DrawFn) -> list[list[ShopRow]]:
    invoices: list[list[ShopRow]] = []
    number = 0
    for place in range(draw(st.integers(0, 8))):
        mark = draw(_marks)
        customer = draw(st.sampled_from(["", "17850"]))
        invoice: list[ShopRow] = []
        for drawn in draw(st.lists(_rows, min_size=1, max_size=5)):
            number += 1
            invoice.append(
                shop_row(
                    number,
                    invoice=f"{mark}{place}",
                    customer=customer,
                    code=drawn.stock_code,
                    quantity=drawn.quantity,
                    price=str(drawn.unit_price),
                )
            )
        invoices.append(invoice)
    return invoices


@settings(suppress_health_check=[HealthCheck.too_slow])
@given(invoices=_files())
def test_puts_every_row_in_exactly_one_bucket_to_the_digit(invoices: list[list[ShopRow]]) -> None:
    """Booking twice raises; and nothing is left over, neither rows nor pounds."""
    plan = build_plan(invoices)
    accounting = booked(plan)
    rows = [row for invoice in invoices for row in invoice]
    assert accounting.total_rows == plan.rows == len(rows)
    assert all(accounting.bucket_of(row) is not None for row in rows)
    assert accounting.total_pounds == sum((row.amount for row in rows), start=Decimal(0))


@settings(suppress_health_check=[HealthCheck.too_slow])
@given(invoices=_files())
def test_refunds_never_exceed_sales(invoices: list[list[ShopRow]]) -> None:
    """Line by line, and pound by pound."""
    plan = build_plan(invoices)
    given_back: Counter[tuple[str, int]] = Counter()
    for planned in plan.refunds:
        for each in planned.returns:
            given_back[planned.order_invoice, each.line_no] += each.quantity
    sold = {
        (order.invoice, line_no): entry.row
        for order in plan.orders
        for line_no, entry in enumerate(order.lines, start=1)
    }
    assert all(quantity <= sold[key].quantity for key, quantity in given_back.items())
    refunded = sum(
        (quantity * sold[key].unit_price for key, quantity in given_back.items()), start=Decimal(0)
    )
    assert refunded == -booked(plan).pounds[Bucket.REFUNDED]


def test_the_same_file_gives_the_same_plan(tmp_path: Path) -> None:
    """Keys are made of it: a second run must ask for the same."""
    file = write_shop_file(tmp_path / "shop.csv", 70, seed=4)
    assert build_plan(read_invoices(file)) == build_plan(read_invoices(file))


def test_names_the_row_of_a_malformed_file(tmp_path: Path) -> None:
    """A person can find and mend it."""
    file = write_shop_file(tmp_path / "shop.csv")
    lines = file.read_text(encoding="utf_8").splitlines()
    lines[2] = lines[2].replace(lines[2].rsplit(",", maxsplit=1)[-1], "cheap")
    file.write_text("\n".join(lines), encoding="utf_8")
    with pytest.raises(ShopFileError, match="Data row 2"):
        read_invoices(file)


def test_refuses_a_file_without_the_columns(tmp_path: Path) -> None:
    """It tells which are missing."""
    file = tmp_path / "other.csv"
    file.write_text("invoice,quantity\n1,2\n", encoding="utf_8")
    with pytest.raises(ShopFileError, match="stock_code"):
        read_invoices(file)


def test_takes_only_so_many_invoices(tmp_path: Path) -> None:
    """With all of their rows, wherever these stand in the file."""
    file = write_shop_file(tmp_path / "shop.csv", 20)
    assert len(read_invoices(file, 5)) == 5
    assert read_invoices(file, 5) == read_invoices(file)[:5]
