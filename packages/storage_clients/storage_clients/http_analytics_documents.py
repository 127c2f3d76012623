"""`AnalyticsDocuments` over HTTP."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from business_hexagon.application.ports.documents import Document

from storage_clients.data_service import DataService
from storage_clients.paths import path_to, with_query
from storage_clients.queries import translating_query

__all__ = ["HttpAnalyticsDocuments"]

_MOMENT = timedelta(microseconds=1)
_SECONDS = 30.0
"""Reports aggregate many documents."""


class HttpAnalyticsDocuments:
    """Reports from db_mongo_service.

    Orders are counted by whole business days there: those on which the asked time begins and ends.
    """

    def __init__(self, service: DataService) -> None:
        self._service = service

    async def revenue(
        self, start: datetime, end: datetime, country: str | None, currency: str | None
    ) -> Document:
        """See `AnalyticsDocuments.revenue`."""
        asked = [*_days(start, end), ("country", country), ("currency", currency)]
        return await self._report("revenue", asked)

    async def top_products(self, start: datetime, end: datetime, limit: int) -> Document:
        """See `AnalyticsDocuments.top_products`."""
        asked = [*_days(start, end), ("by", "revenue"), ("limit", limit)]
        return await self._report("top_products", asked)

    async def order_funnel(self, start: datetime, end: datetime) -> Document:
        """See `AnalyticsDocuments.order_funnel`."""
        return await self._report("order_funnel", _days(start, end))

    async def cohorts(self, start: datetime, end: datetime) -> Document:
        """See `AnalyticsDocuments.cohorts`."""
        return await self._report("cohorts", _days(start, end))

    async def saga_durations(self, start: datetime, end: datetime) -> Document:
        """See `AnalyticsDocuments.saga_durations`."""
        return await self._report("saga_durations", _moments(start, end))

    async def error_rates(self, start: datetime, end: datetime) -> Document:
        """See `AnalyticsDocuments.error_rates`."""
        return await self._report("error_rates", [*_moments(start, end), ("interval", "hour")])

    async def live_counters(self) -> Document:
        """See `AnalyticsDocuments.live_counters`."""
        return await self._report("live_counters", ())

    async def user_behaviour(self, user_key: str) -> Document:
        """See `AnalyticsDocuments.user_behaviour`.

        Raises:
            NotFound: Nothing is known of this person.
        """
        with translating_query(self._service.name, stream=f"user_behaviour/{user_key}"):
            return Document(await self._service.read(path_to("user_behaviour", user_key)))

    async def _report(self, name: str, asked: Iterable[tuple[str, object]]) -> Document:
        path = with_query(path_to("analytics", name), asked)
        with translating_query(self._service.name):
            return Document(await self._service.read(path, _SECONDS))


def _days(start: datetime, end: datetime) -> list[tuple[str, date]]:
    return [("from", start.date()), ("to", (end - _MOMENT).date())]


def _moments(start: datetime, end: datetime) -> list[tuple[str, str]]:
    return [("from", start.isoformat()), ("to", end.isoformat())]
