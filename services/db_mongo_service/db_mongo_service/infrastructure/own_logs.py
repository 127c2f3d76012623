"""The way of this service's own warnings into the collection that it keeps for everybody."""

from collections.abc import Sequence

from pydantic import TypeAdapter
from storage_contracts.analytics.application_log import ApplicationLog
from telemetry import LogRecord

from db_mongo_service.infrastructure.repositories.application_logs import (
    ApplicationLogsRepository,
)

_LOGS: TypeAdapter[list[ApplicationLog]] = TypeAdapter(list[ApplicationLog])


class OwnLogs:
    """Takes batches from the log shipper without a call to ourselves."""

    def __init__(self, logs: ApplicationLogsRepository) -> None:
        self._logs = logs

    async def ship(self, records: Sequence[LogRecord]) -> None:
        """Keep one batch.

        Raises:
            StorageError: The database did not take it; the shipper tries again.
        """
        await self._logs.record(_LOGS.validate_python(records))
