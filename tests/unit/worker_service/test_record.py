"""Batches of events for the analytics writer."""

from collections.abc import Sequence

import pytest
from business_hexagon.application.errors import StorageUnavailable
from business_hexagon.application.event_handlers.record_events import RecordEvents
from business_hexagon.domain.analytics.analytics_event import AnalyticsEvent
from business_hexagon.domain.errors import InvalidValue
from message_bus.errors import DependencyDown, RejectMessage
from worker_service.interface.messages.record import record_with

from tests.fakes.in_memory_analytics_events import InMemoryAnalyticsEvents
from tests.unit.worker_runtime.deliveries import received


class FailingAnalytics:
    """`AnalyticsEvents` that fails."""

    def __init__(self, error: Exception) -> None:
        self._error = error

    async def record(self, events: Sequence[AnalyticsEvent]) -> int:
        """Fail."""
        del events
        raise self._error


async def test_records_a_batch_of_any_events_in_one_call() -> None:
    """Business and system events alike."""
    analytics = InMemoryAnalyticsEvents()
    batch = [
        received("order.completed"),
        received("payment.processed"),
        received("service.started", aggregate=None),
    ]
    await record_with(RecordEvents(analytics=analytics))(batch)
    await record_with(RecordEvents(analytics=analytics))(batch)
    assert len(analytics.recorded) == 3


async def test_waits_for_a_data_service_that_is_away() -> None:
    """It is not the message's fault."""
    error = StorageUnavailable("db_mongo_service", "away")
    handle = record_with(RecordEvents(analytics=FailingAnalytics(error)))
    with pytest.raises(DependencyDown):
        await handle([received("order.completed")])


async def test_rejects_an_event_of_a_wrong_shape() -> None:
    """No later attempt would succeed."""
    handle = record_with(RecordEvents(analytics=FailingAnalytics(InvalidValue("total", "odd"))))
    with pytest.raises(RejectMessage):
        await handle([received("order.completed")])
