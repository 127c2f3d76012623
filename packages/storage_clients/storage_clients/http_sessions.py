"""`Sessions` over HTTP."""

from uuid import UUID

from business_hexagon.domain.identity.session import Session
from storage_contracts.rows.session_row import SessionCredentials

from storage_clients.asking import find_one
from storage_clients.data_service import DataService
from storage_clients.mapping.session_mapping import session_from_row
from storage_clients.paths import path_to

__all__ = ["HttpSessions"]


class HttpSessions:
    """Loads sessions with the hashes of their secrets from db_postgres_service."""

    def __init__(self, service: DataService) -> None:
        self._service = service

    async def get(self, session_id: UUID) -> Session | None:
        """See `Sessions.get`."""
        path = path_to("session_credentials", session_id)
        return await find_one(self._service, path, SessionCredentials, session_from_row)
