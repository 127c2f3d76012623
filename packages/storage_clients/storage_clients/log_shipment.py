"""Where the log shipper sends its batches."""

from collections.abc import Sequence

from pydantic_core import to_json
from storage_contracts.json_value import JsonObject

from storage_clients.data_service import DataService

__all__ = ["LogShipment"]


class LogShipment:
    """Sends log records to db_mongo_service; its `ship` is what `telemetry.LogShipper` calls."""

    def __init__(self, service: DataService) -> None:
        self._service = service

    async def ship(self, records: Sequence[JsonObject]) -> None:
        """Send one batch, once: the shipper itself decides whether to try again.

        Sending a record twice is harmless, because it carries its id.

        Raises:
            ProblemReceived: The data service refused the batch or is in trouble.
            TransportError: No answer came.
        """
        if records:
            await self._service.post(
                "/application_logs/bulk", to_json({"logs": list(records)}), idempotent=True
            )
