"""Connections that break between the work and its answer."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime
from urllib.parse import urlsplit, urlunsplit

import pytest
from db_mongo_service.infrastructure.bson_types import Document
from db_mongo_service.infrastructure.document_store import DocumentStore
from db_mongo_service.infrastructure.mongo_client import (
    ConnectionLimits,
    new_mongo_client,
    open_store,
)
from db_mongo_service.infrastructure.repositories.analytics_events import (
    AnalyticsEventsRepository,
)
from db_mongo_service.infrastructure.storage_errors import StorageError
from db_mongo_service.settings import DbMongoServiceSettings
from pymongo.asynchronous.database import AsyncDatabase
from storage_contracts.analytics.analytics_event import AnalyticsEvent

from tests.fixtures.analytics_events import OrderEvents
from tests.fixtures.severable_proxy import SeverableProxy
from tests.integration.db_mongo_service.conftest import Service

pytestmark = pytest.mark.integration

LIMITS = ConnectionLimits(timeout_seconds=5.0)


@pytest.fixture
async def proxy(mongodb_url: str) -> AsyncIterator[SeverableProxy]:
    """A way to the server that can break."""
    server = urlsplit(mongodb_url)
    assert server.hostname is not None
    assert server.port is not None
    async with SeverableProxy(server.hostname, server.port) as proxy:
        yield proxy


@pytest.fixture
async def store(
    proxy: SeverableProxy,
    settings: DbMongoServiceSettings,
) -> AsyncIterator[DocumentStore]:
    """The database by way of the proxy."""
    url = urlsplit(settings.mongodb_url.get_secret_value())
    through = url._replace(
        netloc=f"{url.username}:{url.password}@127.0.0.1:{proxy.port}",
        query="directConnection=true&authSource=admin",
    )
    async with new_mongo_client(urlunsplit(through), LIMITS) as client:
        yield open_store(client, settings.mongodb_database, LIMITS)


@pytest.mark.parametrize("lost", [1, 4])
async def test_counts_each_event_once_however_many_answers_are_lost(
    service: Service,
    store: DocumentStore,
    proxy: SeverableProxy,
    database: AsyncDatabase[Document],
    lost: int,
) -> None:
    """A caller that repeats what it got no answer for never doubles a counter or a refund."""
    order = OrderEvents(user_key="ada", amount="10", charge_amount="10")
    events = [
        AnalyticsEvent.model_validate(one)
        for one in [*order.whole_story(), *order.refund("4", "4")]
    ]
    repository = AnalyticsEventsRepository(store, lambda: datetime.now(UTC))
    await store.database.command("ping")  # connected: what is lost now is the work's answers
    proxy.lose_answers = lost
    for _ in range(20):
        try:
            await repository.record(events)
        except StorageError:
            continue
        break
    assert proxy.lost > 0
    behaviour = await database.get_collection("user_behaviour").find_one({"_id": "ada"})
    assert behaviour is not None
    assert behaviour["event_counts"] == {event.event_type.replace(".", ":"): 1 for event in events}
    (total,) = (await service.get("/analytics/revenue")).rows("totals")
    assert (total["gross"], total["refunds"], total["net"]) == ("10", "4", "6")
