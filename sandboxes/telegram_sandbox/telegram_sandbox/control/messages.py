"""What people write, edit and read: `/sandbox/chats/<chat>/messages`."""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from telegram_sandbox.control.answers import answer, chat_of, message_of, read
from telegram_sandbox.json_value import JsonObject
from telegram_sandbox.state.chat import Chat
from telegram_sandbox.state.world import World
from telegram_sandbox.texts.found_entities import found_entities


class NewMessage(BaseModel):
    """A text of the person."""

    model_config = ConfigDict(extra="forbid")

    text: Annotated[str, Field(min_length=1, max_length=4096)]
    reply_to: int | None = None


class Edit(BaseModel):
    """Another text for a message of the person."""

    model_config = ConfigDict(extra="forbid")

    text: Annotated[str, Field(min_length=1, max_length=4096)]


def message_routes(world: World) -> list[Route]:
    """Return the routes."""

    async def list_messages(request: Request) -> Response:
        chat = chat_of(world, request)
        return answer([message.as_seen() for message in chat.messages.values()])

    async def send(request: Request) -> Response:
        chat = chat_of(world, request)
        new = await read(request, NewMessage)
        body = text_body(new.text) | reply_fields(world, chat, new.reply_to)
        update_id, message = world.say(chat, body)
        return answer({"update_id": update_id, "message_id": message.message_id}, 201)

    async def edit(request: Request) -> Response:
        chat, message = message_of(world, request)
        change = await read(request, Edit)
        if message.from_bot:
            raise HTTPException(409, "people edit their own messages only")
        is_text = message.kind == "text"
        caption: JsonObject = {"caption": change.text}
        fields = text_body(change.text) if is_text else caption
        message.edit(fields, ("entities",) if is_text and "entities" not in fields else ())
        world.tell_edited(message)
        update_id = world.updates.add(
            "edited_message", world.telegram_message(chat, message), chat.id
        )
        return answer({"update_id": update_id, "message_id": message.message_id})

    base = "/sandbox/chats/{chat_id:int}/messages"
    return [
        Route(base, list_messages, methods=["GET"]),
        Route(base, send, methods=["POST"]),
        Route(f"{base}/{{message_id:int}}/edits", edit, methods=["POST"]),
    ]


def text_body(text: str) -> JsonObject:
    """Return the fields of a text that a person wrote."""
    entities = found_entities(text)
    return {"text": text, **({"entities": entities} if entities else {})}


def reply_fields(world: World, chat: Chat, reply_to: int | None) -> JsonObject:
    """Return the fields of an answer to another message.

    Raises:
        HTTPException: 404 when there is no such message.
    """
    if reply_to is None:
        return {}
    original = chat.messages.get(reply_to)
    if original is None:
        raise HTTPException(404, "there is no message to reply to")
    shown = world.telegram_message(chat, original)
    shown.pop("reply_to_message", None)
    return {"reply_to_message": shown}
