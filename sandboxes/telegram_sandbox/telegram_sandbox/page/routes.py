"""Serves the chat page: a handful of static files, read once."""

from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Final

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

_TYPES: Final = {
    "html": "text/html; charset=utf-8",
    "css": "text/css; charset=utf-8",
    "js": "text/javascript; charset=utf-8",
    "svg": "image/svg+xml",
}
_HEADERS: Final = {
    "content-security-policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; "
        "img-src 'self' blob:; frame-ancestors 'none'; base-uri 'none'; form-action 'self'"
    ),
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "cache-control": "no-cache",
}


def page_routes() -> list[Route]:
    """Return the routes; the page itself is at `/`."""
    known = _read(files("telegram_sandbox.page").joinpath("static"), "")

    async def serve(request: Request) -> Response:
        path = request.path_params.get("path", "index.html")
        if path not in known:
            raise HTTPException(404, "there is no such file")
        media_type = _TYPES[path.rpartition(".")[2]]
        return Response(known[path], headers={**_HEADERS, "content-type": media_type})

    return [
        Route("/", serve, methods=["GET"]),
        Route("/page/{path:path}", serve, methods=["GET"]),
    ]


def _read(folder: Traversable, prefix: str) -> dict[str, bytes]:
    found: dict[str, bytes] = {}
    for each in folder.iterdir():
        name = f"{prefix}{each.name}"
        if each.is_dir():
            found |= _read(each, f"{name}/")
        elif each.name.rpartition(".")[2] in _TYPES:
            found[name] = each.read_bytes()
    return found
