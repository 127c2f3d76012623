"""The worker's way to have old rows removed, through both real data services."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime
from uuid import uuid4

import pytest
from storage_clients import RetentionClient
from storage_contracts.retention import Pruning, PruningRequest, SettledEvent, SettlementRequest

from tests.fixtures.any_service import AnyService

pytestmark = pytest.mark.integration


@pytest.fixture
async def retention(
    db_postgres_service_url: str, db_mongo_service_url: str
) -> AsyncIterator[RetentionClient]:
    """The client of both."""
    async with (
        AnyService("db_postgres_service", db_postgres_service_url) as postgres,
        AnyService("db_mongo_service", db_mongo_service_url) as mongo,
    ):
        yield RetentionClient(postgres, mongo)


async def test_asks_both_services_in_the_words_that_they_understand(
    retention: RetentionClient,
) -> None:
    """Nothing here is old: nothing leaves, and a lost event is named."""
    now = datetime.now(UTC)
    settlement = await retention.settle(
        SettlementRequest(asked_at=now, days=7, subscriptions={"worker_refunds": ["order.created"]})
    )
    assert (settlement.settled, settlement.position) == (0, None)
    lost = SettledEvent(event_id=uuid4(), occurred_at=now)
    assert await retention.unrecorded([lost]) == [lost.event_id]
    pruning = await retention.prune(
        PruningRequest(asked_at=now, keys_days=7, log_ins_days=7, unrecorded=[lost.event_id])
    )
    assert pruning == Pruning(one_time_tokens=pruning.one_time_tokens, sessions=pruning.sessions)
