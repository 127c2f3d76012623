"""How often things go wrong."""

from pydantic import BaseModel
from storage_contracts.analytics.error_rates import ErrorRateRow, ErrorRatesReport
from storage_contracts.wire_model import Moment

from db_mongo_service.infrastructure.collections import application_logs
from db_mongo_service.infrastructure.pipelines.error_rates import ErrorWindow, error_rates_pipeline
from db_mongo_service.infrastructure.repositories.aggregation import Aggregation
from db_mongo_service.infrastructure.shares import share


class _Counts(BaseModel):
    """What the pipeline gives for one service and interval."""

    starts_at: Moment
    service: str
    warnings: int
    errors: int
    failures: int
    events: int


class ErrorRatesRepository:
    """Reads warnings and errors from logs, failures from events."""

    def __init__(self, aggregation: Aggregation) -> None:
        self._aggregation = aggregation

    async def read(self, window: ErrorWindow) -> ErrorRatesReport:
        """Return the intervals in which something went wrong, oldest first.

        Raises:
            StorageError: It could not be read.
        """
        found = await self._aggregation.run(application_logs.NAME, error_rates_pipeline(window))
        counts = [_Counts.model_validate(document) for document in found]
        rows = [
            ErrorRateRow(
                starts_at=count.starts_at,
                service=count.service,
                warnings=count.warnings,
                errors=count.errors,
                failures=count.failures,
                events=count.events,
                failure_rate=share(count.failures, count.events),
            )
            for count in counts
        ]
        return ErrorRatesReport(interval=window.interval, rows=rows)
