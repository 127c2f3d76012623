"""`EventStreams` over HTTP."""

from uuid import UUID

from business_hexagon.application.ports.event_streams import RecordedEvent
from pydantic import TypeAdapter
from storage_contracts.stored_event import StoredEvent

from storage_clients.asking import translating
from storage_clients.data_service import DataService
from storage_clients.mapping.event_mapping import recorded_event
from storage_clients.paths import path_to, with_query

__all__ = ["HttpEventStreams"]

_EVENTS = TypeAdapter(list[StoredEvent])


class HttpEventStreams:
    """Reads streams from db_postgres_service."""

    def __init__(self, service: DataService) -> None:
        self._service = service

    async def read(
        self, kind: str, aggregate_id: UUID, until_version: int | None = None
    ) -> tuple[RecordedEvent, ...]:
        """See `EventStreams.read`."""
        path = with_query(
            path_to("event_streams", kind, aggregate_id), [("until_version", until_version)]
        )
        with translating(self._service.name, stream=f"{kind}/{aggregate_id}"):
            body = await self._service.find(path)
        events = () if body is None else _EVENTS.validate_json(body)
        return tuple(recorded_event(event) for event in events)
