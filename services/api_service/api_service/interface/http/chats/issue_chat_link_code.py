"""`POST /me/chat_link_codes`."""

from typing import Annotated

from business_hexagon.application.commands.chats.issue_chat_link_code import (
    IssueChatLinkCode,
    IssueChatLinkCodeCommand,
)
from dishka.integrations.fastapi import DishkaRoute, FromDishka
from fastapi import APIRouter
from problem_details.openapi import problem_responses
from pydantic import BaseModel, Field
from starlette.responses import Response

from api_service.interface.http.access.serves import serves
from api_service.interface.http.authentication import ActorDep

router = APIRouter(route_class=DishkaRoute)


class ChatLinkCode(BaseModel):
    """A code that links one chat; send it to the bot as `/start CODE` within ten minutes."""

    code: Annotated[str, Field(examples=["Zk3x9Qm1t0aBcDeF"])]


@router.post(
    "/me/chat_link_codes",
    status_code=201,
    response_model=ChatLinkCode,
    responses=problem_responses(401, 503),
    openapi_extra=serves("issue_chat_link_code"),
)
async def issue_chat_link_code(
    actor: ActorDep, use_case: FromDishka[IssueChatLinkCode]
) -> Response:
    """Get a code that links a Telegram chat to one's account."""
    code = await use_case.execute(IssueChatLinkCodeCommand(actor))
    return Response(
        ChatLinkCode(code=code).model_dump_json(),
        status_code=201,
        media_type="application/json",
        headers={"cache-control": "no-store"},
    )
