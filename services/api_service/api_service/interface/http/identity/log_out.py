"""`POST /auth/log_out` and `POST /auth/log_out_everywhere`."""

from business_hexagon.application.commands.identity.log_out import LogOut, LogOutCommand
from business_hexagon.application.commands.identity.log_out_everywhere import (
    LogOutEverywhere,
    LogOutEverywhereCommand,
)
from dishka.integrations.fastapi import DishkaRoute, FromDishka
from fastapi import APIRouter
from problem_details.openapi import problem_responses
from redis_cache import CachedUserStandings
from starlette.responses import Response

from api_service.interface.http.access.serves import serves
from api_service.interface.http.authentication import ActorDep
from api_service.interface.http.identity.accepted import done
from api_service.interface.http.identity.forget_standing import forget_own_standing

router = APIRouter(route_class=DishkaRoute, responses=problem_responses(401, 429))


@router.post("/auth/log_out", status_code=204, openapi_extra=serves("log_out"))
async def log_out(
    actor: ActorDep, use_case: FromDishka[LogOut], standings: FromDishka[CachedUserStandings]
) -> Response:
    """End this session: neither its refresh token nor its access token works any more."""
    await use_case.execute(LogOutCommand(actor))
    await forget_own_standing(standings, actor)
    return done()


@router.post(
    "/auth/log_out_everywhere", status_code=204, openapi_extra=serves("log_out_everywhere")
)
async def log_out_everywhere(
    actor: ActorDep,
    use_case: FromDishka[LogOutEverywhere],
    standings: FromDishka[CachedUserStandings],
) -> Response:
    """End all of one's sessions, on all devices, within seconds."""
    await use_case.execute(LogOutEverywhereCommand(actor))
    await forget_own_standing(standings, actor)
    return done()
