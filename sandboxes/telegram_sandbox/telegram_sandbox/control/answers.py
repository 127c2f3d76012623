"""How the control routes read bodies and answer."""

import orjson
from pydantic import BaseModel, ValidationError
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from telegram_sandbox.json_value import Json
from telegram_sandbox.state.chat import Chat
from telegram_sandbox.state.message import Message
from telegram_sandbox.state.world import World


def answer(body: Json, status: int = 200) -> Response:
    """Return a JSON answer."""
    return Response(orjson.dumps(body), status, media_type="application/json")


async def read[Body: BaseModel](request: Request, kind: type[Body]) -> Body:
    """Read a JSON body.

    Raises:
        HTTPException: 415 when it is not sent as JSON, 422 when it does not fit.
    """
    if not request.headers.get("content-type", "").startswith("application/json"):
        # A page of another origin cannot send this type without asking first.
        raise HTTPException(415, "the body must be application/json")
    try:
        return kind.model_validate_json(await request.body())
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        place = ".".join(str(part) for part in first["loc"])
        raise HTTPException(422, f"{place}: {first['msg']}") from error


def chat_of(world: World, request: Request) -> Chat:
    """Return the chat that the address names.

    Raises:
        HTTPException: 404 when there is none.
    """
    chat = world.book.chats.get(request.path_params["chat_id"])
    if chat is None:
        raise HTTPException(404, "there is no such chat")
    return chat


def message_of(world: World, request: Request) -> tuple[Chat, Message]:
    """Return the chat and the message that the address names.

    Raises:
        HTTPException: 404 when there is none.
    """
    chat = chat_of(world, request)
    message = chat.messages.get(request.path_params["message_id"])
    if message is None:
        raise HTTPException(404, "there is no such message")
    return chat, message
