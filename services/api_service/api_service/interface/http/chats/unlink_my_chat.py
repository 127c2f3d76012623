"""`DELETE /me/chats`."""

from business_hexagon.application.commands.chats.unlink_my_chat import (
    UnlinkMyChat,
    UnlinkMyChatCommand,
)
from dishka.integrations.fastapi import DishkaRoute, FromDishka
from fastapi import APIRouter
from problem_details.openapi import problem_responses
from starlette.responses import Response

from api_service.interface.http.access.serves import serves
from api_service.interface.http.authentication import ActorDep
from api_service.interface.http.identity.accepted import done

router = APIRouter(route_class=DishkaRoute)


@router.delete(
    "/me/chats",
    status_code=204,
    responses=problem_responses(401, 403, 429, 503),
    openapi_extra=serves("unlink_my_chat"),
)
async def unlink_my_chat(actor: ActorDep, use_case: FromDishka[UnlinkMyChat]) -> Response:
    """Unlink one's Telegram chat, on a phone that was lost perhaps; none linked is fine too."""
    await use_case.execute(UnlinkMyChatCommand(actor))
    return done()
