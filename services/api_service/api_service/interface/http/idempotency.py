"""Reads the Idempotency-Key of a request."""

import hashlib
import re
from typing import Final

from business_hexagon.application.actor import Actor
from business_hexagon.application.ports.atomic_writes import Idempotency
from problem_details.problem_error import ProblemError
from starlette.requests import Request

HEADER: Final = "Idempotency-Key"
IDEMPOTENCY_KEY: Final[dict[str, object]] = {
    "name": HEADER,
    "in": "header",
    "required": False,
    "description": "Repeat the request with the same key until it is answered; it is done once, "
    "and every answer is the first one. A key is remembered for a week at least.",
    "schema": {"type": "string", "pattern": "^[\\x21-\\x7e]{1,128}$"},
    "example": "0b7c1f0e9d8a4c6bb1a2c3d4e5f60718",
}
"""The header as OpenAPI describes it."""

REPEATABLE: Final[dict[str, object]] = {"parameters": [IDEMPOTENCY_KEY]}
"""`openapi_extra` of the operations that take a key."""

_KEY: Final = re.compile(r"[\x21-\x7e]{1,128}")


async def idempotency_of(
    request: Request, actor: Actor, content: bytes | None = None
) -> Idempotency | None:
    """The claim that this request makes, None without a key.

    The scope is the user or program and the route, so nobody meets another's key; the hash is that
    of the path and the body, so the same key with another payload is found out.

    Args:
        request: The request.
        actor: Who makes it.
        content: What to hash in place of the body, where that holds a secret: the hash is stored,
            and a plain hash of a password can be guessed.

    Raises:
        ProblemError: 422 when the key is not 1 to 128 visible ASCII characters.
    """
    key = request.headers.get(HEADER)
    if key is None:
        return None
    if _KEY.fullmatch(key) is None:
        raise ProblemError(
            422,
            "idempotency_key_invalid",
            f"{HEADER} must be 1 to 128 visible ASCII characters.",
        )
    who = actor.user_id or (f"program {actor.client_id}" if actor.client_id else "guest")
    template: str = request.scope.get("route_template") or request.scope["route"].path
    said = await request.body() if content is None else content
    path: str = request.scope["path"]
    digest = hashlib.sha256(path.encode("utf-8", "backslashreplace") + b"\n" + said)
    return Idempotency(
        scope=f"{who}:{request.method} {template}",
        key=key,
        request_hash=digest.hexdigest(),
    )
