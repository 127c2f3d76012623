"""What the container can give: one client, its database, and the repositories upon it."""

from collections.abc import AsyncIterator, Callable
from datetime import UTC, datetime
from typing import Final

from dishka import Provider, Scope, provide
from pymongo import AsyncMongoClient

from db_mongo_service.infrastructure.bson_types import Document
from db_mongo_service.infrastructure.document_store import DocumentStore
from db_mongo_service.infrastructure.listing import listables
from db_mongo_service.infrastructure.mongo_client import new_mongo_client, open_store
from db_mongo_service.infrastructure.repositories.aggregation import Aggregation
from db_mongo_service.infrastructure.repositories.analytics_events import (
    AnalyticsEventsRepository,
)
from db_mongo_service.infrastructure.repositories.application_logs import (
    ApplicationLogsRepository,
)
from db_mongo_service.infrastructure.repositories.attachments import AttachmentsRepository
from db_mongo_service.infrastructure.repositories.cohorts import CohortsRepository
from db_mongo_service.infrastructure.repositories.error_rates import ErrorRatesRepository
from db_mongo_service.infrastructure.repositories.listing import (
    AnalyticsEventsListing,
    ApplicationLogsListing,
    ListingRepository,
    UserBehaviourListing,
)
from db_mongo_service.infrastructure.repositories.live_counters import LiveCountersRepository
from db_mongo_service.infrastructure.repositories.order_funnel import OrderFunnelRepository
from db_mongo_service.infrastructure.repositories.revenue import RevenueRepository
from db_mongo_service.infrastructure.repositories.saga_durations import SagaDurationsRepository
from db_mongo_service.infrastructure.repositories.top_products import TopProductsRepository
from db_mongo_service.infrastructure.repositories.unrecorded_events import UnrecordedEvents
from db_mongo_service.infrastructure.repositories.user_behaviour import UserBehaviourRepository
from db_mongo_service.settings import DbMongoServiceSettings

_REPORTS: Final = (
    CohortsRepository,
    ErrorRatesRepository,
    OrderFunnelRepository,
    RevenueRepository,
    SagaDurationsRepository,
    TopProductsRepository,
    UserBehaviourRepository,
)


class StorageProvider(Provider):
    """Everything that lives as long as the process; made at first use, closed with the container.

    Args:
        settings: The process's settings.
        now: The clock; a test may set its own.
    """

    scope = Scope.APP

    def __init__(
        self,
        settings: DbMongoServiceSettings,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        super().__init__()
        self._settings = settings
        self._now = now
        for report in _REPORTS:
            self.provide(report)

    @provide
    async def client(self) -> AsyncIterator[AsyncMongoClient[Document]]:
        """Give the client, and close it in the end."""
        url = self._settings.mongodb_url.get_secret_value()
        async with new_mongo_client(url, self._settings.connection_limits()) as client:
            yield client

    @provide
    def store(self, client: AsyncMongoClient[Document]) -> DocumentStore:
        """Give the database."""
        settings = self._settings
        return open_store(client, settings.mongodb_database, settings.connection_limits())

    @provide
    def aggregation(self, store: DocumentStore) -> Aggregation:
        """Give what runs reports."""
        return Aggregation(store, self._settings.report_timeout_seconds)

    @provide
    def analytics_events(
        self,
        store: DocumentStore,
    ) -> AnalyticsEventsRepository:
        """Give the recorder of events."""
        return AnalyticsEventsRepository(store, self._now)

    @provide
    def unrecorded_events(self, store: DocumentStore) -> UnrecordedEvents:
        """Give what looks for events that were never recorded."""
        return UnrecordedEvents(store, self._settings.analytics_events_days, self._now)

    @provide
    def application_logs(self, store: DocumentStore) -> ApplicationLogsRepository:
        """Give the recorder of logs."""
        return ApplicationLogsRepository(store, self._now)

    attachments = provide(AttachmentsRepository)

    @provide
    def live_counters(self, aggregation: Aggregation) -> LiveCountersRepository:
        """Give the counter of the last minutes."""
        return LiveCountersRepository(aggregation, self._now)

    @provide
    def analytics_events_listing(
        self,
        store: DocumentStore,
    ) -> AnalyticsEventsListing:
        """Give the list of events."""
        return AnalyticsEventsListing(ListingRepository(store, listables.ANALYTICS_EVENTS))

    @provide
    def application_logs_listing(
        self,
        store: DocumentStore,
    ) -> ApplicationLogsListing:
        """Give the list of log records."""
        return ApplicationLogsListing(ListingRepository(store, listables.APPLICATION_LOGS))

    @provide
    def user_behaviour_listing(self, store: DocumentStore) -> UserBehaviourListing:
        """Give the list of people."""
        return UserBehaviourListing(ListingRepository(store, listables.USER_BEHAVIOUR))
