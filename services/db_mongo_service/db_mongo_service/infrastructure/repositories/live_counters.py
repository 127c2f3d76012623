"""What is happening now."""

from collections.abc import Callable
from datetime import datetime, timedelta

from storage_contracts.analytics.live_counters import LiveCounter, LiveCountersReport

from db_mongo_service.infrastructure.collections import analytics_events
from db_mongo_service.infrastructure.pipelines.live_counters import live_counters_pipeline
from db_mongo_service.infrastructure.repositories.aggregation import Aggregation


class LiveCountersRepository:
    """Counts the events of the last minutes.

    Args:
        aggregation: Runs the pipeline.
        now: The clock.
    """

    def __init__(self, aggregation: Aggregation, now: Callable[[], datetime]) -> None:
        self._aggregation = aggregation
        self._now = now

    async def read(self, minutes: int) -> LiveCountersReport:
        """Return the counts by type over the last `minutes`.

        Raises:
            StorageError: It could not be read.
        """
        since = self._now() - timedelta(minutes=minutes)
        found = await self._aggregation.run(analytics_events.NAME, live_counters_pipeline(since))
        counters = [LiveCounter.model_validate(document) for document in found]
        return LiveCountersReport(
            minutes=minutes,
            since=since,
            total=sum(counter.count for counter in counters),
            counters=counters,
        )
