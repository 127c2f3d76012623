"""The routes of the Bot API: `/bot<token>/<method>` and `/file/bot<token>/<path>`."""

import re
from typing import Final

import orjson
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from telegram_sandbox.bot_api.calling import call
from telegram_sandbox.bot_api.read_parameters import read_parameters
from telegram_sandbox.json_value import JsonObject
from telegram_sandbox.state.api_error import ApiError
from telegram_sandbox.state.world import World

_TOKEN: Final = re.compile(r"[0-9]+:[\w-]+")


def bot_api_routes(world: World) -> list[Route]:
    """Return the routes."""

    async def serve_call(request: Request) -> Response:
        try:
            _check_token(world, request.path_params["token"])
            stream = request.stream()
            parameters = await read_parameters(request.query_params, request.headers, stream)
            result = await call(world, request.path_params["method"], parameters)
        except ApiError as error:
            return _refusal(error)
        return _json({"ok": True, "result": result})

    async def serve_file(request: Request) -> Response:
        try:
            _check_token(world, request.path_params["token"])
            name = request.path_params["path"].removeprefix("files/").partition(".")[0]
            stored = world.files.find(name)
            if stored is None:
                raise ApiError(404, "Not Found")  # noqa: TRY301  refused like a wrong token
        except ApiError as error:
            return _refusal(error)
        return Response(stored.content, media_type="application/octet-stream")

    return [
        Route("/bot{token}/{method}", serve_call, methods=["GET", "POST"]),
        Route("/file/bot{token}/{path:path}", serve_file, methods=["GET"]),
    ]


def _check_token(world: World, token: str) -> None:
    if token != world.token:
        if _TOKEN.fullmatch(token):
            raise ApiError(401, "Unauthorized")
        raise ApiError(404, "Not Found")


def _refusal(error: ApiError) -> Response:
    response = _json(error.as_json(), error.code)
    seconds = (error.parameters or {}).get("retry_after")
    if seconds is not None:
        response.headers["retry-after"] = str(seconds)
    return response


def _json(body: JsonObject, status: int = 200) -> Response:
    return Response(orjson.dumps(body), status, media_type="application/json")
