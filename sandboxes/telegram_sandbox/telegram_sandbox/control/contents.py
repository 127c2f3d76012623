"""What people send beside texts and files: `/sandbox/chats/<chat>/contents`."""

import random
from typing import Annotated, Literal
from uuid import uuid4

from pydantic import BaseModel, ConfigDict, Field
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from telegram_sandbox.control.answers import answer, chat_of, read
from telegram_sandbox.json_value import Json, JsonObject
from telegram_sandbox.state.chat import Chat
from telegram_sandbox.state.world import World

Latitude = Annotated[float, Field(ge=-90, le=90)]
Longitude = Annotated[float, Field(ge=-180, le=180)]


class NewContent(BaseModel):
    """One content; what a kind does not need is ignored."""

    model_config = ConfigDict(extra="forbid")

    kind: Literal["location", "contact", "dice", "poll", "venue", "sticker"]
    latitude: Latitude = 52.52
    longitude: Longitude = 13.405
    title: str = "Quintet House"
    address: str = "1 Example Street"
    phone_number: str = "+15550100"
    first_name: str | None = None
    is_own: bool = True
    emoji: str = "\N{GAME DIE}"
    question: str = "Tea or coffee?"
    options: list[str] = ["Tea", "Coffee"]


def content_routes(world: World) -> list[Route]:
    """Return the route."""

    async def send(request: Request) -> Response:
        chat = chat_of(world, request)
        new = await read(request, NewContent)
        update_id, message = world.say(chat, _body(chat, new))
        return answer({"update_id": update_id, "message_id": message.message_id}, 201)

    return [Route("/sandbox/chats/{chat_id:int}/contents", send, methods=["POST"])]


def _body(chat: Chat, new: NewContent) -> JsonObject:
    location: JsonObject = {"latitude": new.latitude, "longitude": new.longitude}
    match new.kind:
        case "location":
            return {"location": location}
        case "venue":
            venue: JsonObject = {"location": location, "title": new.title, "address": new.address}
            return {"venue": venue, "location": location}
        case "contact":
            contact: JsonObject = {
                "phone_number": new.phone_number,
                "first_name": new.first_name or chat.person.first_name,
            }
            return {"contact": contact | ({"user_id": chat.id} if new.is_own else {})}
        case "dice":
            value = random.randint(1, 6)  # noqa: S311  a die, no secret
            return {"dice": {"emoji": new.emoji, "value": value}}
        case "poll":
            return {"poll": _poll(new)}
        case "sticker":
            return {"sticker": _sticker(new)}


def _poll(new: NewContent) -> JsonObject:
    options: list[Json] = [
        {"text": text, "voter_count": 0, "persistent_id": str(number)}
        for number, text in enumerate(new.options)
    ]
    return {
        "id": str(uuid4().int >> 65),
        "question": new.question,
        "options": options,
        "total_voter_count": 0,
        "is_closed": False,
        "is_anonymous": True,
        "type": "regular",
        "allows_multiple_answers": False,
        "allows_revoting": True,
        "members_only": False,
    }


def _sticker(new: NewContent) -> JsonObject:
    """A sticker of Telegram's own, which the sandbox has no file of."""
    return {
        "file_id": f"sticker_{uuid4().hex}",
        "file_unique_id": uuid4().hex[:16],
        "type": "regular",
        "width": 512,
        "height": 512,
        "is_animated": False,
        "is_video": False,
        "emoji": new.emoji,
    }
