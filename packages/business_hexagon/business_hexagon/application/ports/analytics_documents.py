"""Reports, ready to show."""

from datetime import datetime
from typing import Protocol

from business_hexagon.application.ports.documents import Document


class AnalyticsDocuments(Protocol):
    """Reports over recorded events, between `start` (included) and `end` (not included), UTC.

    Every method raises `StorageUnavailable` when the data service does not answer.
    """

    async def revenue(
        self, start: datetime, end: datetime, country: str | None, currency: str | None
    ) -> Document:
        """Revenue by day and country."""
        ...

    async def top_products(self, start: datetime, end: datetime, limit: int) -> Document:
        """Products by revenue, largest first."""
        ...

    async def order_funnel(self, start: datetime, end: datetime) -> Document:
        """How many orders reached each step, and the conversion."""
        ...

    async def cohorts(self, start: datetime, end: datetime) -> Document:
        """How many customers of each first month came back in later months."""
        ...

    async def saga_durations(self, start: datetime, end: datetime) -> Document:
        """How long order sagas took, as percentiles in seconds."""
        ...

    async def error_rates(self, start: datetime, end: datetime) -> Document:
        """Application errors by service and hour."""
        ...

    async def live_counters(self) -> Document:
        """What happened in the last minutes."""
        ...

    async def user_behaviour(self, user_key: str) -> Document:
        """What the person with this key has done; see `person_key`.

        Raises:
            NotFound: nothing is known of the person.
        """
        ...
