"""Top products, funnel, cohorts and durations."""

from datetime import timedelta
from uuid import UUID

import pytest

from tests.fixtures.analytics_events import MORNING, OrderEvents, line
from tests.integration.db_mongo_service.conftest import Service

pytestmark = pytest.mark.integration

TEA, CUP = UUID(int=1), UUID(int=2)


async def test_ranks_products_by_quantity_and_by_revenue(service: Service) -> None:
    """Many cheap cups lead by quantity, little dear tea by revenue."""
    lines = [line(1, TEA, 2, "20.0010", "TEA"), line(2, CUP, 9, "0.9000", "CUP")]
    await service.record(*OrderEvents(lines=lines).whole_story())
    await service.record(*OrderEvents(lines=[line(1, TEA, 1, "10.0005", "TEA")]).whole_story())
    by_quantity = (await service.get("/analytics/top_products")).rows("items")
    assert [(item["sku"], item["quantity"]) for item in by_quantity] == [("CUP", 9), ("TEA", 3)]
    by_revenue = (await service.get("/analytics/top_products?by=revenue&limit=1")).rows("items")
    assert by_revenue == [
        {
            "product_id": str(TEA),
            "sku": "TEA",
            "description": "$product TEA",
            "currency": "GBP",
            "orders": 2,
            "quantity": 3,
            "revenue": "30.0015",
            "refunded_quantity": 0,
            "refunded_revenue": "0",
        },
    ]


async def test_takes_returned_pieces_off_a_product(service: Service) -> None:
    """A refund names line numbers; the order tells which products they were."""
    order = OrderEvents(lines=[line(1, TEA, 5, "50"), line(2, CUP, 4, "4", "CUP")])
    refund = order.refund("20", "20", {"line_no": 1, "quantity": 2, "amount": "20"})
    await service.record(*order.whole_story(), *refund)
    first, second = (await service.get("/analytics/top_products")).rows("items")
    assert (first["sku"], first["quantity"]) == ("CUP", 4)
    assert (second["quantity"], second["revenue"]) == (3, "30")
    assert (second["refunded_quantity"], second["refunded_revenue"]) == (2, "20")


async def test_counts_orders_at_each_step_of_the_funnel(service: Service) -> None:
    """Conversion is told from the step before and from the start."""
    whole, refused, unpaid, fresh = (OrderEvents() for _ in range(4))
    await service.record(
        *whole.whole_story(),
        refused.created(),
        refused.cancelled(),
        *unpaid.whole_story()[:2],
        unpaid.cancelled(),
        fresh.created(),
    )
    report = await service.get("/analytics/order_funnel?from=2026-01-15&channel=web")
    assert [
        (s["step"], s["orders"], s["conversion_from_previous"], s["conversion_from_created"])
        for s in report.rows("steps")
    ] == [
        ("created", 4, None, 1.0),
        ("stock_reserved", 2, 0.5, 0.5),
        ("paid", 1, 0.5, 0.25),
        ("completed", 1, 1.0, 0.25),
    ]
    assert (report.body["cancelled"], report.body["in_progress"]) == (2, 1)


async def test_follows_the_customers_of_each_month(service: Service) -> None:
    """Who comes back counts once a month, whatever the number of orders."""
    for user, day in [
        ("ada", "2025-12-31"),
        ("bob", "2025-12-01"),
        ("ada", "2026-01-01"),
        ("ada", "2026-01-02"),
        ("bob", "2026-03-09"),
        ("cyd", "2026-01-20"),
    ]:
        order = OrderEvents(user_key=user, business_date=day)
        await service.record(*order.whole_story())
    await service.record(*OrderEvents(user_key=None).whole_story())
    december = {
        "month": "2025-12",
        "customers": 2,
        "months": [
            {"offset": 0, "customers": 2, "retention": 1.0},
            {"offset": 1, "customers": 1, "retention": 0.5},
            {"offset": 3, "customers": 1, "retention": 0.5},
        ],
    }
    january = {
        "month": "2026-01",
        "customers": 1,
        "months": [{"offset": 0, "customers": 1, "retention": 1.0}],
    }
    assert (await service.get("/analytics/cohorts")).rows("cohorts") == [december, january]
    later = await service.get("/analytics/cohorts?from=2026-01-31&to=2026-01-31")
    assert later.rows("cohorts") == [january]


async def test_tells_percentiles_of_durations_by_outcome(service: Service) -> None:
    """A hundred orders of 1 to 100 ms have the percentiles that one expects."""
    events = []
    for milliseconds in range(1, 101):
        order = OrderEvents()
        end = MORNING + timedelta(milliseconds=milliseconds)
        events += [order.created(), order.completed(end)]
    stopped = OrderEvents(at=MORNING + timedelta(hours=1))
    await service.record(*events, stopped.created(), stopped.cancelled())
    completed, cancelled, both = (await service.get("/analytics/saga_durations")).rows("durations")
    assert completed == {
        "outcome": "completed",
        "count": 100,
        "mean_ms": 50.5,
        "p50_ms": 50,
        "p95_ms": 95,
        "p99_ms": 99,
    }
    assert (cancelled["count"], cancelled["p50_ms"]) == (1, 3000)
    assert both["count"] == 101
    query = "from=2026-01-15T11:00:00%2B00:00&to=2026-01-15T12:00:00Z"
    durations = (await service.get(f"/analytics/saga_durations?{query}")).rows("durations")
    assert [row["count"] for row in durations] == [0, 1, 1]
