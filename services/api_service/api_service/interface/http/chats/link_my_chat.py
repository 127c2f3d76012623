"""`POST /me/chats`."""

from typing import Annotated

from business_hexagon.application.commands.chats.link_my_chat import LinkMyChat, LinkMyChatCommand
from dishka.integrations.fastapi import DishkaRoute, FromDishka
from fastapi import APIRouter
from problem_details.openapi import problem_responses
from pydantic import BaseModel, ConfigDict, Field
from starlette.requests import Request
from starlette.responses import Response

from api_service.interface.http.access.serves import serves
from api_service.interface.http.authentication import ActorDep
from api_service.interface.http.idempotency import REPEATABLE, idempotency_of
from api_service.interface.http.identity.accepted import done

router = APIRouter(route_class=DishkaRoute)


class LinkMyChatBody(BaseModel):
    """The code that the bot wrote in the chat, at most ten minutes ago."""

    model_config = ConfigDict(
        extra="forbid", json_schema_extra={"examples": [{"code": "Zk3x9Qm1t0aBcDeF"}]}
    )

    code: Annotated[str, Field(min_length=1, max_length=64, repr=False)]


@router.post(
    "/me/chats",
    status_code=204,
    responses=problem_responses(401, 403, 404, 409, 422, 429, 503),
    openapi_extra=serves("link_my_chat", extra=REPEATABLE),
)
async def link_my_chat(
    body: LinkMyChatBody, request: Request, actor: ActorDep, use_case: FromDishka[LinkMyChat]
) -> Response:
    """Link the Telegram chat that showed a code; it takes the place of the one linked before."""
    await use_case.execute(
        LinkMyChatCommand(actor, body.code, await idempotency_of(request, actor))
    )
    return done()
