"""`OneTimeTokens` over HTTP."""

from uuid import UUID

from business_hexagon.domain.identity.one_time_token import OneTimeToken
from storage_contracts.rows.one_time_token_row import OneTimeTokenCredentials

from storage_clients.asking import find_one
from storage_clients.data_service import DataService
from storage_clients.mapping.one_time_token_mapping import one_time_token_from_row
from storage_clients.paths import path_to

__all__ = ["HttpOneTimeTokens"]


class HttpOneTimeTokens:
    """Loads one-time tokens with what they are bound to from db_postgres_service."""

    def __init__(self, service: DataService) -> None:
        self._service = service

    async def get(self, token_id: UUID) -> OneTimeToken | None:
        """See `OneTimeTokens.get`."""
        path = path_to("one_time_token_credentials", token_id)
        return await find_one(self._service, path, OneTimeTokenCredentials, one_time_token_from_row)
