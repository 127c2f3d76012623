"""Presses of buttons: `/sandbox/chats/<chat>/presses`."""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from telegram_sandbox.control.answers import answer, chat_of, read
from telegram_sandbox.json_value import JsonObject
from telegram_sandbox.state.chat import Chat
from telegram_sandbox.state.world import World


class NewPress(BaseModel):
    """A press; the data may be forged, and the message gone."""

    model_config = ConfigDict(extra="forbid")

    message_id: int
    data: Annotated[str, Field(max_length=256)]


def press_routes(world: World) -> list[Route]:
    """Return the routes."""

    async def press(request: Request) -> Response:
        chat = chat_of(world, request)
        wish = await read(request, NewPress)
        noted = world.presses.add(chat.id, wish.message_id)
        update_id = world.updates.add(
            "callback_query",
            {
                "id": noted.query_id,
                "from": chat.person.as_telegram(),
                **_pressed(world, chat, wish.message_id),
                "chat_instance": str(chat.id),
                "data": wish.data,
            },
            chat.id,
        )
        return answer({"update_id": update_id, "query_id": noted.query_id}, 201)

    async def find(request: Request) -> Response:
        noted = world.presses.find(request.path_params["query_id"])
        if noted is None:
            raise HTTPException(404, "there is no such press")
        said = noted.answer or {"text": None, "show_alert": False, "url": None}
        return answer(
            {
                "query_id": noted.query_id,
                "message_id": noted.message_id,
                "is_answered": noted.answer is not None,
                **said,
            }
        )

    base = "/sandbox/chats/{chat_id:int}/presses"
    return [
        Route(base, press, methods=["POST"]),
        Route(f"{base}/{{query_id}}", find, methods=["GET"]),
    ]


def _pressed(world: World, chat: Chat, message_id: int) -> JsonObject:
    message = chat.messages.get(message_id)
    if message is None:
        # What Telegram says of a message that it cannot show to the bot any more.
        return {"message": {"chat": chat.as_telegram(), "message_id": message_id, "date": 0}}
    if message.inline_message_id is not None:
        return {"inline_message_id": message.inline_message_id}
    return {"message": world.telegram_message(chat, message)}
