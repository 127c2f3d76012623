"""Error rates, live counters and application logs."""

from datetime import UTC, datetime, timedelta

import pytest

from tests.fixtures.analytics_events import MORNING, OrderEvents, event, log
from tests.fixtures.until_status import until_status
from tests.integration.db_mongo_service.conftest import Service

pytestmark = pytest.mark.integration


async def test_keeps_a_log_record_once_with_all_it_carries(service: Service) -> None:
    """Names that mean something to MongoDB are only names in a log."""
    one, other = log("error"), log("warning")
    first = await service.post("/application_logs/bulk", {"logs": [one, other, one]})
    assert first.body == {"inserted": 2, "duplicates": 1}
    again = await service.post("/application_logs/bulk", {"logs": [one, log("critical")]})
    assert again.body == {"inserted": 1, "duplicates": 1}
    kept = await service.get(f"/application_logs/{one['log_id']}")
    assert kept.body["attributes"] == one["attributes"]


async def test_refuses_logs_that_bson_cannot_hold(service: Service) -> None:
    """Numbers beyond 64 bits, NUL in names and endless nesting are named, not stored."""
    huge = log("error") | {"attributes": {"n": 2**63}}
    nul = log("error") | {"attributes": {"a\0b": 1}}
    info = log("info")
    answer = await service.post("/application_logs/bulk", {"logs": [huge, nul, info]})
    assert answer.status == 422
    assert answer.problems() == {
        ("logs.0.attributes", "invalid"),
        ("logs.1.attributes", "invalid"),
        ("logs.2.level", "not_allowed"),
    }


async def test_counts_what_went_wrong_by_service_and_minute(service: Service) -> None:
    """Warnings and errors come from logs, failures from events; quiet minutes are left out."""
    later = MORNING + timedelta(minutes=1)
    await service.keep(log("warning"), log("error"), log("critical", later, "api_service"))
    order = OrderEvents()
    await service.record(*order.whole_story()[:3], event("health.degraded"))
    await service.record(event("user.created", later + timedelta(minutes=5)))
    span = "from=2026-01-15T10:00:00Z&to=2026-01-15T11:00:00Z"
    report = await service.get(f"/analytics/error_rates?{span}")
    assert report.body["interval"] == "minute"
    assert report.rows("rows") == [
        {
            "starts_at": "2026-01-15T10:30:00Z",
            "service": "worker_service",
            "warnings": 1,
            "errors": 1,
            "failures": 1,
            "events": 4,
            "failure_rate": 0.25,
        },
        {
            "starts_at": "2026-01-15T10:31:00Z",
            "service": "api_service",
            "warnings": 0,
            "errors": 1,
            "failures": 0,
            "events": 0,
            "failure_rate": None,
        },
    ]
    hourly = await service.get(f"/analytics/error_rates?{span}&interval=hour&service=api_service")
    assert [row["starts_at"] for row in hourly.rows("rows")] == ["2026-01-15T10:00:00Z"]


async def test_refuses_error_rates_over_too_long_a_span(service: Service) -> None:
    """A year of minutes would be half a million rows."""
    span = "from=2025-01-01T00:00:00Z&to=2025-03-01T00:00:00Z&interval=minute"
    answer = await service.get(f"/analytics/error_rates?{span}")
    assert answer.status == 422
    assert answer.problems() == {("query.from", "out_of_range")}


async def test_counts_the_events_of_the_last_minutes(service: Service) -> None:
    """Older events are not counted."""
    now = datetime.now(UTC)
    await service.record(
        event("task.created", now),
        event("task.created", now - timedelta(minutes=4)),
        event("task.due", now - timedelta(minutes=3)),
        event("task.due", now - timedelta(minutes=9)),
    )
    report = await service.get("/analytics/live_counters?minutes=5")
    assert [(c["event_type"], c["count"]) for c in report.rows("counters")] == [
        ("task.created", 2),
        ("task.due", 1),
    ]
    assert report.body["total"] == 3


async def test_is_ready_and_shows_its_metrics(service: Service) -> None:
    """The check of MongoDB has an age."""
    ready = await until_status(200, lambda: service.get("/ready"))
    checks = ready.body["checks"]
    assert isinstance(checks, dict)
    mongodb = checks["mongodb"]
    assert isinstance(mongodb, dict)
    assert mongodb["status"] == "ok"
    assert isinstance(mongodb["age_seconds"], float)
    metrics = await service.client.request("GET", "/metrics")
    assert metrics.status == 200
