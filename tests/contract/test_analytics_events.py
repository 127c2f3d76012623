"""What every implementation of `AnalyticsEvents` does."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime
from decimal import Decimal

import pytest
from business_hexagon.application.ports.analytics_events import AnalyticsEvents
from business_hexagon.domain.analytics.analytics_event import AnalyticsEvent, AnalyticsLine
from storage_clients import HttpAnalyticsEvents

from tests.contract.shop import new_id
from tests.fakes.in_memory_analytics_events import InMemoryAnalyticsEvents
from tests.fixtures.any_service import AnyService


@pytest.fixture
async def http_analytics(db_mongo_service_url: str) -> AsyncIterator[AnalyticsEvents]:
    """The real adapter over a real db_mongo_service."""
    async with AnyService("db_mongo_service", db_mongo_service_url) as service:
        yield HttpAnalyticsEvents(service)


@pytest.fixture
def fake_analytics() -> AnalyticsEvents:
    """The fake, empty."""
    return InMemoryAnalyticsEvents()


@pytest.fixture(params=["fake", pytest.param("http", marks=pytest.mark.integration)])
def events(request: pytest.FixtureRequest) -> AnalyticsEvents:
    """Each implementation in turn."""
    analytics: AnalyticsEvents = request.getfixturevalue(f"{request.param}_analytics")
    return analytics


def an_event() -> AnalyticsEvent:
    """An order, as the reports see it."""
    moment = datetime(2026, 1, 15, 10, 30, tzinfo=UTC)
    return AnalyticsEvent(
        event_id=new_id(),
        event_type="order.created",
        occurred_at=moment,
        service="api_service",
        request_id="r1",
        user_key="somebody",
        order_id=new_id(),
        lines=(
            AnalyticsLine(
                line_no=1,
                quantity=6,
                amount=Decimal("15.3000"),
                product_id=new_id(),
                sku="85123A",
                description="White hanging heart",
            ),
        ),
        country="GB",
        channel="web",
        currency="GBP",
        amount=Decimal("15.3000"),
        charge_amount=Decimal("15.30"),
        business_date=moment.date(),
    )


async def test_an_event_is_recorded_once(events: AnalyticsEvents) -> None:
    """Whether it comes again alone, in another batch, or twice in one."""
    one, other = an_event(), an_event()
    assert await events.record([one]) == 1
    assert await events.record([one, other, other]) == 1
    assert await events.record([one, other]) == 0


async def test_nothing_is_recorded_of_nothing(events: AnalyticsEvents) -> None:
    """An empty batch is no request and no error."""
    assert await events.record([]) == 0
