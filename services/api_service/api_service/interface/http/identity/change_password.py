"""`POST /me/password`."""

from typing import Annotated

from business_hexagon.application.commands.identity.change_password import (
    ChangePassword,
    ChangePasswordCommand,
)
from dishka.integrations.fastapi import DishkaRoute, FromDishka
from fastapi import APIRouter
from problem_details.openapi import problem_responses
from pydantic import BaseModel, ConfigDict, Field
from redis_cache import CachedUserStandings
from starlette.responses import Response

from api_service.interface.http.access.serves import serves
from api_service.interface.http.authentication import ActorDep
from api_service.interface.http.identity.accepted import done
from api_service.interface.http.identity.forget_standing import forget_own_standing

router = APIRouter(route_class=DishkaRoute)


class ChangePasswordBody(BaseModel):
    """The password as it is and as it shall be."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "examples": [
                {
                    "current_password": "correct horse battery",
                    "new_password": "staple under the oak",
                }
            ]
        },
    )

    current_password: Annotated[str, Field(min_length=1, max_length=1024, repr=False)]
    new_password: Annotated[str, Field(min_length=1, max_length=1024, repr=False)]


@router.post(
    "/me/password",
    status_code=204,
    responses=problem_responses(
        401, 403, 422, 429, wrong_credentials=401, weak_password=422, log_in_locked=429
    ),
    openapi_extra=serves("change_password"),
)
async def change_password(
    body: ChangePasswordBody,
    actor: ActorDep,
    use_case: FromDishka[ChangePassword],
    standings: FromDishka[CachedUserStandings],
) -> Response:
    """Change one's password; all other sessions end, this one stays."""
    await use_case.execute(ChangePasswordCommand(actor, body.current_password, body.new_password))
    await forget_own_standing(standings, actor)
    return done()
