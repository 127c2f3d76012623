"""GET /analytics/revenue."""

import pytest

from tests.fixtures.analytics_events import OrderEvents
from tests.integration.db_mongo_service.conftest import Service

pytestmark = pytest.mark.integration


async def test_sums_completed_orders_by_day_and_country_exactly(service: Service) -> None:
    """A tenth and two tenths are three tenths, and days and countries stay apart."""
    orders = [
        OrderEvents(amount="0.1"),
        OrderEvents(amount="0.2"),
        OrderEvents(amount="7.0010", charge_amount="7.00", country="FR"),
        OrderEvents(amount="3", business_date="2010-12-01"),
    ]
    for order in orders:
        await service.record(*order.whole_story())
    report = await service.get("/analytics/revenue")
    assert [
        (row["day"], row["country"], row["orders"], row["gross"], row["charged"])
        for row in report.rows("rows")
    ] == [
        ("2010-12-01", "GB", 1, "3", "3"),
        ("2026-01-15", "FR", 1, "7.0010", "7.00"),
        ("2026-01-15", "GB", 2, "0.3", "0.3"),
    ]
    assert report.rows("totals") == [
        {
            "currency": "GBP",
            "orders": 4,
            "gross": "10.3010",
            "refunds": "0",
            "net": "10.3010",
            "charged": "10.30",
            "charged_back": "0",
        },
    ]


async def test_never_adds_up_currencies(service: Service) -> None:
    """Each currency has its own rows and its own total."""
    await service.record(*OrderEvents(amount="1").whole_story())
    await service.record(*OrderEvents(amount="200", currency="JPY").whole_story())
    report = await service.get("/analytics/revenue")
    assert [(t["currency"], t["gross"]) for t in report.rows("totals")] == [
        ("GBP", "1"),
        ("JPY", "200"),
    ]


async def test_takes_refunds_off_the_day_of_their_order_and_shows_them_apart(
    service: Service,
) -> None:
    """Two partial refunds are summed; the money that moved is told beside the exact amounts."""
    order = OrderEvents(amount="10.0050", charge_amount="10.01", business_date="2011-03-04")
    await service.record(
        *order.whole_story(),
        *order.refund("2.0010", "2.00"),
        *order.refund("1.0040", "1.01"),
    )
    (row,) = (await service.get("/analytics/revenue")).rows("rows")
    assert row == {
        "day": "2011-03-04",
        "country": "GB",
        "currency": "GBP",
        "orders": 1,
        "gross": "10.0050",
        "refunds": "3.0050",
        "net": "7.0000",
        "charged": "10.01",
        "charged_back": "3.01",
    }


async def test_counts_a_refund_only_when_it_was_paid_back(service: Service) -> None:
    """A refund that was requested may yet fail."""
    order = OrderEvents(amount="10")
    asked, paid = order.refund("4", "4")
    await service.record(*order.whole_story(), asked)
    (row,) = (await service.get("/analytics/revenue")).rows("rows")
    assert row["net"] == "10"
    await service.record(paid)
    (row,) = (await service.get("/analytics/revenue")).rows("rows")
    assert row["net"] == "6"


async def test_leaves_out_orders_that_were_not_completed(service: Service) -> None:
    """A compensated order earned nothing and gave nothing back."""
    order = OrderEvents()
    await service.record(order.created(), order.reserved(), order.paid(), order.undone())
    await service.record(order.cancelled())
    assert (await service.get("/analytics/revenue")).body == {"rows": [], "totals": []}


@pytest.mark.parametrize(
    ("query", "gross"),
    [
        ("from=2026-01-16", "2"),
        ("to=2026-01-15", "1"),
        ("from=2026-01-15&to=2026-01-16", "3"),
        ("country=FR", "2"),
        ("currency=GBP&channel=shop", "2"),
    ],
)
async def test_looks_only_at_the_orders_asked_for(
    service: Service,
    query: str,
    gross: str,
) -> None:
    """Both ends of the days are included; attributes must be equal."""
    await service.record(*OrderEvents(amount="1").whole_story())
    other = OrderEvents(amount="2", business_date="2026-01-16", country="FR", channel="shop")
    await service.record(*other.whole_story())
    (total,) = (await service.get(f"/analytics/revenue?{query}")).rows("totals")
    assert total["gross"] == gross


@pytest.mark.parametrize(
    ("query", "problem"),
    [
        ("from=yesterday", ("query.from", "wrong_type")),
        ("from=2026-01-02&to=2026-01-01", ("query.to", "out_of_range")),
        ("country=gb", ("query.country", "wrong_format")),
        ("currency[$ne]=GBP", ("query.currency[$ne]", "unknown_field")),
    ],
)
async def test_returns_422_for_a_parameter_that_makes_no_sense(
    service: Service,
    query: str,
    problem: tuple[str, str],
) -> None:
    """The answer names the parameter."""
    answer = await service.get(f"/analytics/revenue?{query}")
    assert answer.status == 422
    assert answer.problems() == {problem}
