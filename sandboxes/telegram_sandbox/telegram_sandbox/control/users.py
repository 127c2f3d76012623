"""People: `/sandbox/users`, and whether they have blocked the bot."""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from telegram_sandbox.control.answers import answer, chat_of, read
from telegram_sandbox.json_value import JsonObject
from telegram_sandbox.state.chat import Chat
from telegram_sandbox.state.world import World


class NewUser(BaseModel):
    """Somebody who comes to Telegram.

    Attributes:
        first_name: Any name.
        language_code: Of the person's Telegram; None tells the bot none.
        id: The number from an earlier life of the sandbox; a new one when omitted.
        has_started: Whether the bot may write first, as after an earlier talk.
    """

    model_config = ConfigDict(extra="forbid")

    first_name: Annotated[str, Field(min_length=1, max_length=64)]
    language_code: Annotated[str, Field(pattern=r"^[a-z]{2,3}(-[A-Za-z]+)?$")] | None = "en"
    id: Annotated[int, Field(gt=0, lt=2**52)] | None = None
    has_started: bool = False


class Membership(BaseModel):
    """Whether the bot is blocked."""

    model_config = ConfigDict(extra="forbid")

    status: Literal["kicked", "member"]


def user_routes(world: World) -> list[Route]:
    """Return the routes."""

    async def list_users(_: Request) -> Response:
        return answer([_seen(chat) for chat in world.book.chats.values()])

    async def add_user(request: Request) -> Response:
        user = await read(request, NewUser)
        chat = world.book.add_person(user.first_name, user.language_code, user.id)
        chat.is_started = chat.is_started or user.has_started
        return answer(_seen(chat), 201)

    async def change_membership(request: Request) -> Response:
        chat = chat_of(world, request)
        wish = await read(request, Membership)
        update_id = world.leave(chat) if wish.status == "kicked" else world.join(chat)
        return answer({"update_id": update_id, "status": wish.status})

    return [
        Route("/sandbox/users", list_users, methods=["GET"]),
        Route("/sandbox/users", add_user, methods=["POST"]),
        Route("/sandbox/chats/{chat_id:int}/membership", change_membership, methods=["POST"]),
    ]


def _seen(chat: Chat) -> JsonObject:
    person = chat.person
    return {
        "id": person.id,
        "first_name": person.first_name,
        "username": person.username,
        "language_code": person.language_code,
        "has_started": chat.is_started,
        "has_blocked": chat.has_blocked,
    }
