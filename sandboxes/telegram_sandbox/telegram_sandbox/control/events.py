"""What happens, as it happens: `/sandbox/events`, a stream of server-sent events."""

from collections.abc import AsyncIterator
from typing import Final

import orjson
from starlette.requests import Request
from starlette.responses import StreamingResponse
from starlette.routing import Route

from telegram_sandbox.state.world import World

_HEADERS: Final = {"cache-control": "no-store", "x-accel-buffering": "no"}


def event_routes(world: World) -> list[Route]:
    """Return the route."""

    async def events(request: Request) -> StreamingResponse:
        chat = request.query_params.get("chat_id", "")
        wanted = int(chat) if chat.lstrip("-").isdigit() else None
        return StreamingResponse(
            _stream(world, wanted), media_type="text/event-stream", headers=_HEADERS
        )

    return [Route("/sandbox/events", events, methods=["GET"])]


async def _stream(world: World, chat_id: int | None) -> AsyncIterator[bytes]:
    with world.feed.listen() as happened:
        yield b": listening\n\n"
        async for event in happened:
            if chat_id is None or event["chat_id"] == chat_id:
                yield b"data: " + orjson.dumps(event) + b"\n\n"
