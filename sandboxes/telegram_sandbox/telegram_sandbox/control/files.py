"""Files that people send and see: `/sandbox/chats/<chat>/files`, `/sandbox/files/<id>`."""

from typing import Final
from urllib.parse import quote

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from telegram_sandbox.bot_api.file_description import described
from telegram_sandbox.bot_api.parameters import Parameters
from telegram_sandbox.bot_api.read_parameters import read_parameters
from telegram_sandbox.control.answers import answer, chat_of
from telegram_sandbox.control.messages import reply_fields
from telegram_sandbox.json_value import JsonObject
from telegram_sandbox.state.api_error import ApiError
from telegram_sandbox.state.world import World
from telegram_sandbox.texts.found_entities import found_entities

_KINDS: Final = frozenset(
    {
        "photo",
        "document",
        "video",
        "voice",
        "audio",
        "sticker",
        "animation",
        "video_note",
    }
)
_SHOWN: Final = frozenset({"image/png", "image/jpeg", "image/gif", "image/webp"})
"""Only these are shown in the page; anything else, such as HTML, is downloaded."""


def file_routes(world: World) -> list[Route]:
    """Return the routes."""

    async def send(request: Request) -> Response:
        chat = chat_of(world, request)
        try:
            sent = await read_parameters(request.query_params, request.headers, request.stream())
            body = _body(world, sent)
        except ApiError as error:
            raise HTTPException(error.code, error.description) from error
        reply_to = sent.integer("reply_to") or None
        update_id, message = world.say(chat, body | reply_fields(world, chat, reply_to))
        return answer({"update_id": update_id, "message_id": message.message_id}, 201)

    async def show(request: Request) -> Response:
        stored = world.files.find(request.path_params["file_id"])
        if stored is None:
            raise HTTPException(404, "there is no such file")
        is_shown = stored.media_type in _SHOWN
        disposition = "inline" if is_shown else "attachment"
        return Response(
            stored.content,
            media_type=stored.media_type if is_shown else "application/octet-stream",
            headers={
                "content-disposition": f"{disposition}; filename*=utf-8''{quote(stored.file_name)}",
                "x-content-type-options": "nosniff",
                "cache-control": "private, max-age=3600",
            },
        )

    return [
        Route("/sandbox/chats/{chat_id:int}/files", send, methods=["POST"]),
        Route("/sandbox/files/{file_id}", show, methods=["GET"]),
    ]


def _body(world: World, sent: Parameters) -> JsonObject:
    kind = sent.text("kind", "document")
    if kind not in _KINDS:
        raise HTTPException(422, f"kind must be one of {', '.join(sorted(_KINDS))}")
    uploaded = sent.files.get("file")
    if uploaded is None:
        raise HTTPException(422, "there is no file in the field `file`")
    stored = world.files.add(uploaded.content, uploaded.file_name, uploaded.media_type)
    body: JsonObject = {kind: described(kind, stored)}
    if kind == "animation":
        body["document"] = described("document", stored)
    caption = sent.text("caption")
    if caption:
        entities = found_entities(caption)
        body |= {"caption": caption, **({"caption_entities": entities} if entities else {})}
    return body
