"""`Colleagues` over HTTP."""

from business_hexagon.application.ports.colleagues import Colleague
from business_hexagon.domain.identity.role import Role
from storage_contracts.identity import ColleaguesAnswer

from storage_clients.asking import translating
from storage_clients.data_service import DataService
from storage_clients.paths import path_to

__all__ = ["HttpColleagues"]


class HttpColleagues:
    """Asks db_postgres_service who works here."""

    def __init__(self, service: DataService) -> None:
        self._service = service

    async def all(self) -> tuple[Colleague, ...]:
        """See `Colleagues.all`."""
        with translating(self._service.name):
            body = await self._service.read(path_to("colleagues"))
        return tuple(
            Colleague(row.user_id, row.name, Role(row.role))
            for row in ColleaguesAnswer.model_validate_json(body).colleagues
        )
