"""How long orders take."""

from collections import Counter, defaultdict
from collections.abc import Mapping
from datetime import datetime

from pydantic import BaseModel
from storage_contracts.analytics.saga_durations import (
    SagaDurations,
    SagaDurationsReport,
    SagaOutcome,
)

from db_mongo_service.infrastructure.collections import order_facts
from db_mongo_service.infrastructure.percentiles import percentile
from db_mongo_service.infrastructure.pipelines.saga_durations import saga_durations_pipeline
from db_mongo_service.infrastructure.repositories.aggregation import Aggregation


class _Bar(BaseModel):
    """One bar of the histogram."""

    outcome: SagaOutcome
    milliseconds: int
    orders: int


class SagaDurationsRepository:
    """Reads the time from creation to the end of orders."""

    def __init__(self, aggregation: Aggregation) -> None:
        self._aggregation = aggregation

    async def read(self, since: datetime | None, until: datetime | None) -> SagaDurationsReport:
        """Return the durations of orders created from `since` to before `until`.

        Raises:
            StorageError: It could not be read.
        """
        pipeline = saga_durations_pipeline(since, until)
        found = await self._aggregation.run(order_facts.NAME, pipeline)
        histograms: defaultdict[SagaOutcome, Counter[int]] = defaultdict(Counter)
        for bar in map(_Bar.model_validate, found):
            histograms[bar.outcome][bar.milliseconds] += bar.orders
            histograms["all"][bar.milliseconds] += bar.orders
        outcomes: tuple[SagaOutcome, ...] = ("completed", "cancelled", "all")
        return SagaDurationsReport(
            durations=[saga_durations(outcome, histograms[outcome]) for outcome in outcomes],
        )


def saga_durations(outcome: SagaOutcome, histogram: Mapping[int, int]) -> SagaDurations:
    """Return the figures of a histogram of whole milliseconds."""
    count = sum(histogram.values())
    total = sum(milliseconds * orders for milliseconds, orders in histogram.items())
    return SagaDurations(
        outcome=outcome,
        count=count,
        mean_ms=round(total / count, 1) if count else None,
        p50_ms=percentile(histogram, 50),
        p95_ms=percentile(histogram, 95),
        p99_ms=percentile(histogram, 99),
    )
