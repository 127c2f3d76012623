"""The reports hear every event, so none may have a field that they take for something else."""

from uuid import UUID

import pytest
from business_hexagon.application.event_handlers.analytics_mapping import analytics_event_of
from business_hexagon.application.ports.published_event import PublishedEvent
from integration_events.catalogue import CATALOGUE
from integration_events.event_definition import Delivery, EventDefinition

from tests.fakes.stepping_clock import MORNING

PUBLISHED = [row for row in CATALOGUE.values() if row.delivery is not Delivery.STORED_ONLY]


@pytest.mark.parametrize("row", PUBLISHED, ids=lambda row: row.event_type)
def test_reports_understand_it(row: EventDefinition) -> None:
    """Its example is read without an error, as any event of its kind would be."""
    event = PublishedEvent(
        event_id=UUID(int=1),
        event_type=row.event_type,
        timestamp=MORNING,
        service="api_service",
        request_id="request_1",
        user_id=None,
        data=row.example,
    )
    assert analytics_event_of(event).event_type == row.event_type
