"""POST /analytics_events/unrecorded."""

from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
from storage_contracts.json_value import Json

from tests.fixtures.analytics_events import event
from tests.integration.db_mongo_service.conftest import Service

pytestmark = pytest.mark.integration

PATH = "/analytics_events/unrecorded"


def _settled(event_id: object, *, days_ago: int = 31) -> Json:
    occurred_at = datetime.now(UTC) - timedelta(days=days_ago)
    return {"event_id": str(event_id), "occurred_at": occurred_at.isoformat()}


async def test_names_the_events_that_were_never_recorded(service: Service) -> None:
    """The outbox keeps its rows of these."""
    recorded, lost = event("user.created"), uuid4()
    await service.record(recorded)
    question: Json = {"events": [_settled(recorded["event_id"]), _settled(lost)]}
    answer = await service.post(PATH, question)
    assert answer.body == {"event_ids": [str(lost)]}


async def test_an_event_that_may_have_expired_is_not_missed(service: Service) -> None:
    """A platform that is older than its analytics settles all the same."""
    question: Json = {"events": [_settled(uuid4(), days_ago=400), _settled(uuid4(), days_ago=401)]}
    answer = await service.post(PATH, question)
    assert answer.body == {"event_ids": []}
