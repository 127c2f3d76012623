"""`GET /me/sessions` and `POST /me/sessions/{session_id}/revoke`."""

from uuid import UUID

from business_hexagon.application.commands.identity.revoke_session import (
    RevokeSession,
    RevokeSessionCommand,
)
from business_hexagon.application.queries.identity.list_my_sessions import (
    ListMySessions,
    ListMySessionsQuery,
)
from dishka.integrations.fastapi import DishkaRoute, FromDishka
from fastapi import APIRouter
from problem_details.openapi import problem_responses
from redis_cache import CachedUserStandings
from starlette.responses import Response
from storage_contracts.pages import Page
from storage_contracts.rows.session_row import SessionRow

from api_service.interface.http.access.serves import serves
from api_service.interface.http.authentication import ActorDep
from api_service.interface.http.identity.accepted import done
from api_service.interface.http.paging import PageDep
from api_service.interface.http.responses import page

router = APIRouter(route_class=DishkaRoute)


@router.get(
    "/me/sessions",
    response_model=Page[SessionRow],
    responses=problem_responses(401, 403, 422, 429),
    openapi_extra=serves("list_my_sessions"),
)
async def list_my_sessions(
    asked: PageDep, actor: ActorDep, use_case: FromDishka[ListMySessions]
) -> Response:
    """List where one is, and was, logged in."""
    return page(await use_case.execute(ListMySessionsQuery(actor, asked)))


@router.post(
    "/me/sessions/{session_id}/revoke",
    status_code=204,
    responses=problem_responses(401, 403, 404, 422, 429),
    openapi_extra=serves("revoke_session"),
)
async def revoke_session(
    session_id: UUID,
    actor: ActorDep,
    use_case: FromDishka[RevokeSession],
    standings: FromDishka[CachedUserStandings],
) -> Response:
    """End one of one's sessions, on a device that was lost perhaps."""
    await use_case.execute(RevokeSessionCommand(actor, session_id))
    if actor.user_id is not None:
        await standings.forget(actor.user_id, session_id)
    return done()
