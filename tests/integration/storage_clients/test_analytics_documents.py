"""Reports and logs of a real db_mongo_service."""

import json
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
from business_hexagon.application.errors import NotFound
from business_hexagon.domain.errors import InvalidValue
from storage_clients import DataService, HttpAnalyticsDocuments, HttpAnalyticsEvents, LogShipment
from storage_contracts.json_value import JsonObject

from tests.contract.test_analytics_events import an_event
from tests.fixtures.any_service import AnyService

pytestmark = pytest.mark.integration

START = datetime(2026, 1, 1, tzinfo=UTC)
END = datetime(2026, 2, 1, tzinfo=UTC)


@pytest.fixture
async def service(db_mongo_service_url: str) -> AsyncIterator[DataService]:
    """The data service."""
    async with AnyService("db_mongo_service", db_mongo_service_url) as service:
        yield service


def a_record(log_id: str) -> JsonObject:
    """A log record as the shipper makes it."""
    return {
        "log_id": log_id,
        "occurred_at": "2026-01-15T10:30:00Z",
        "level": "error",
        "service": "worker_service",
        "logger": "tests",
        "event": "gateway_timed_out",
        "request_id": f"request_{log_id}",
        "trace_id": "",
        "exception": None,
        "attributes": {"attempt": 2},
    }


async def test_every_report_can_be_asked_for(service: DataService) -> None:
    """Parameters reach the data service under the names that it knows."""
    reports = HttpAnalyticsDocuments(service)
    await HttpAnalyticsEvents(service).record([an_event()])
    documents = {
        "rows": await reports.revenue(START, END, "GB", "GBP"),
        "items": await reports.top_products(START, END, 5),
        "steps": await reports.order_funnel(START, END),
        "cohorts": await reports.cohorts(START, END),
        "durations": await reports.saga_durations(START, END),
        "counters": await reports.live_counters(),
    }
    for member, document in documents.items():
        assert isinstance(json.loads(document.content)[member], list)
    recent = await reports.error_rates(END - timedelta(days=2), END)
    assert json.loads(recent.content)["interval"] == "hour"
    funnel = json.loads(documents["steps"].content)
    assert funnel["steps"][0]["orders"] >= 1


async def test_the_behaviour_of_a_person_is_found_by_their_key(service: DataService) -> None:
    """And of somebody unknown there is nothing."""
    reports = HttpAnalyticsDocuments(service)
    await HttpAnalyticsEvents(service).record([an_event()])
    shown = json.loads((await reports.user_behaviour("somebody")).content)
    assert shown["user_key"] == "somebody"
    with pytest.raises(NotFound):
        await reports.user_behaviour("nobody/at all")


async def test_a_span_that_is_not_served_is_the_callers_mistake(service: DataService) -> None:
    """Errors by hour go back a year at most."""
    with pytest.raises(InvalidValue, match=r"query\.from"):
        await HttpAnalyticsDocuments(service).error_rates(END - timedelta(days=800), END)


async def test_log_records_are_kept_once(service: DataService) -> None:
    """The shipper may send a batch again."""
    log_id = str(uuid4())
    record = a_record(log_id)
    shipment = LogShipment(service)
    await shipment.ship([record])
    await shipment.ship([record])
    await shipment.ship([])
    page = json.loads(await service.read(f"/application_logs?request_id__eq=request_{log_id}"))
    assert [item["log_id"] for item in page["items"]] == [log_id]
