"""`UserStandings` over HTTP, without a cache."""

from collections.abc import Sequence
from uuid import UUID

from business_hexagon.application.ports.user_standings import Standing
from business_hexagon.domain.identity.role import Role
from storage_contracts.identity import (
    StandingRow,
    StandingsAnswer,
    StandingsRequest,
    StandingSubject,
)

from storage_clients.asking import translating
from storage_clients.coalescer import Coalescer
from storage_clients.data_service import DataService

__all__ = ["HttpUserStandings"]

_MOST_SUBJECTS = 200


class HttpUserStandings:
    """Asks db_postgres_service; questions of the same moment share a request."""

    def __init__(self, service: DataService) -> None:
        self._service = service
        self._coalescer = Coalescer(self._ask, most_items=_MOST_SUBJECTS)

    async def of(self, user_id: UUID, session_id: UUID | None) -> Standing | None:
        """See `UserStandings.of`."""
        subject = StandingSubject.model_construct(user_id=user_id, session_id=session_id)
        return await self._coalescer.submit(subject)

    async def aclose(self) -> None:
        """Wait for the requests under way."""
        await self._coalescer.aclose()

    async def _ask(self, subjects: Sequence[StandingSubject]) -> Sequence[Standing | None]:
        request = StandingsRequest(subjects=list(subjects))
        with translating(self._service.name):
            body = await self._service.ask("/user_standings", request.model_dump_json().encode())
        return [_standing(row) for row in StandingsAnswer.model_validate_json(body).standings]


def _standing(row: StandingRow | None) -> Standing | None:
    if row is None:
        return None
    return Standing(
        role=Role(row.role),
        is_active=row.is_active,
        sessions_valid_from=row.sessions_valid_from,
        session_open=row.session_open,
    )
