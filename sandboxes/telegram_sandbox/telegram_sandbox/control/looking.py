"""What tests look at and turn: waiting updates, calls, faults, raw updates, reset."""

import time

import orjson
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from telegram_sandbox.control.answers import answer, read
from telegram_sandbox.json_value import Json, JsonObject
from telegram_sandbox.state.faults import Faults
from telegram_sandbox.state.update_queue import Update
from telegram_sandbox.state.world import World

_LISTENS_SECONDS = 60.0


def looking_routes(world: World) -> list[Route]:
    """Return the routes."""

    async def pending(_: Request) -> Response:
        return answer(
            {
                "pending": len(world.updates),
                "oldest_seconds": round(world.updates.oldest_seconds(), 3),
            }
        )

    async def calls(request: Request) -> Response:
        after = request.query_params.get("after", "0")
        if not after.isdigit():
            raise HTTPException(422, "after must be the number of a call")
        return answer({"last": world.calls.count, "calls": world.calls.after(int(after))})

    async def show_faults(_: Request) -> Response:
        return answer(orjson.loads(world.faults.model_dump_json()))

    async def switch_faults(request: Request) -> Response:
        world.use_faults(await read(request, Faults))
        return await show_faults(request)

    async def raw_update(request: Request) -> Response:
        try:
            update: Json = orjson.loads(await request.body())
        except orjson.JSONDecodeError as error:
            raise HTTPException(422, "the body must be JSON") from error
        return answer({"update_id": _put(world, update)}, 201)

    async def bot(request: Request) -> Response:
        language = request.query_params.get("language", "")
        profile, last = world.bot, world.bot.last_fetch
        polls = world.present_poll is not None or (
            last is not None and time.monotonic() - last < _LISTENS_SECONDS
        )
        return answer(
            {
                "id": profile.id,
                "username": profile.username,
                "first_name": profile.text("name", language) or profile.first_name,
                "description": profile.text("description", language),
                "commands": profile.commands_for(language),
                "is_listening": bool(world.webhook.url) or polls,
                "webhook_url": world.webhook.url,
            }
        )

    async def reset(_: Request) -> Response:
        world.reset()
        return Response(status_code=204)

    return [
        Route("/sandbox/pending", pending, methods=["GET"]),
        Route("/sandbox/calls", calls, methods=["GET"]),
        Route("/sandbox/faults", show_faults, methods=["GET"]),
        Route("/sandbox/faults", switch_faults, methods=["PUT"]),
        Route("/sandbox/updates", raw_update, methods=["POST"]),
        Route("/sandbox/bot", bot, methods=["GET"]),
        Route("/sandbox/reset", reset, methods=["POST"]),
    ]


def _put(world: World, update: Json) -> int:
    """Take an update as it is; one without a number gets the next."""
    if not isinstance(update, dict):
        raise HTTPException(422, "an update is an object")
    kinds = [name for name in update if name != "update_id"]
    content = update.get(kinds[0]) if len(kinds) == 1 else None
    if not isinstance(content, dict):
        raise HTTPException(422, "an update has one kind, which is an object")
    number = update.get("update_id")
    if number is None:
        return world.updates.add(kinds[0], content, _order_key(content))
    if not isinstance(number, int):
        raise HTTPException(422, "update_id must be a whole number")
    world.updates.put(Update(number, kinds[0], content, _order_key(content)))
    return number


def _order_key(content: JsonObject) -> int:
    inner = content.get("message")
    holder = inner if isinstance(inner, dict) else content
    for name in ("chat", "from"):
        whom = holder.get(name)
        if isinstance(whom, dict) and isinstance(number := whom.get("id"), int):
            return number
    return 0
