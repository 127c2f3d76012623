"""Pure ASGI middleware: refuse requests that are too big, too deep or of the wrong type."""

import re
from dataclasses import dataclass
from typing import Final

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from problem_details.json_depth import exceeds_depth
from problem_details.problem_error import ProblemError
from problem_details.problem_response import error_response

__all__ = ["FileBodies", "RequestLimitsMiddleware"]

_FORM: Final = b"application/x-www-form-urlencoded"
_OCTETS: Final = b"application/octet-stream"
_ONCE: Final = frozenset({b"authorization", b"content-type", b"content-encoding"})


@dataclass(frozen=True, slots=True)
class FileBodies:
    """Which requests to PUT carry a file, as `application/octet-stream`, in place of JSON.

    Attributes:
        paths: What the whole path must match.
        max_bytes: Largest file.
    """

    paths: re.Pattern[str]
    max_bytes: int


class RequestLimitsMiddleware:
    """Checks size, media type and nesting of bodies, and number and size of headers.

    The body is read here, whole, before the application runs: a body over the limit costs a 413
    and no work, also when it arrives in chunks without a length. Files alone are left unread, and
    ended over their limit. Compressed bodies are refused: a small one can unfold to any size.

    Args:
        app: The application to protect.
        max_body_bytes: Largest body; larger ones get 413 `content_too_large`.
        max_json_depth: Deepest nesting; deeper ones get 400 `too_deeply_nested`.
        media_types: Accepted types of bodies, without parameters; others get 415.
        form_paths: Paths whose bodies must be URL-encoded forms instead.
        max_form_bytes: Largest form.
        files: Paths whose bodies must be files instead.
        max_headers: Most headers; more get 431 `headers_too_large`.
        max_header_bytes: Most bytes of names and values together.
    """

    def __init__(
        self,
        app: ASGIApp,
        *,
        max_body_bytes: int = 1024 * 1024,
        max_json_depth: int = 32,
        media_types: frozenset[str] = frozenset({"application/json"}),
        form_paths: frozenset[str] = frozenset(),
        max_form_bytes: int = 16 * 1024,
        files: FileBodies | None = None,
        max_headers: int = 100,
        max_header_bytes: int = 32 * 1024,
    ) -> None:
        self._app = app
        self._max_body_bytes = max_body_bytes
        self._max_json_depth = max_json_depth
        self._media_types = frozenset(name.encode("ascii") for name in media_types)
        self._accepted = ", ".join(sorted(media_types))
        self._form_paths = form_paths
        self._max_form_bytes = max_form_bytes
        self._files = files
        self._max_headers = max_headers
        self._max_header_bytes = max_header_bytes

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        try:
            files = self._files
            if files is not None and not files.paths.fullmatch(scope["path"]):
                files = None
            is_put = scope["method"] == "PUT"
            most = files.max_bytes if files is not None and is_put else self._max_body_bytes
            media_type, has_body = self._check_headers(scope["headers"], most)
            if has_body and files is not None and (is_put or _essence(media_type) == _OCTETS):
                # By another method it is not for us to say what is wrong: the router knows.
                receive = _checked_file(receive, media_type, most)
            elif has_body and scope["path"] in self._form_paths:
                receive = await self._checked_form(receive, media_type)
            elif has_body:
                receive = await self._checked_body(receive, media_type)
        except ProblemError as error:
            await error_response(error, scope["path"])(scope, receive, send)
            return
        await self._app(scope, receive, send)

    def _check_headers(
        self, headers: list[tuple[bytes, bytes]], most_bytes: int
    ) -> tuple[bytes, bool]:
        length = b""
        media_type = b""
        has_body = False
        size = 0
        seen: set[bytes] = set()
        for name, value in headers:
            size += len(name) + len(value)
            if name in _ONCE:
                if name in seen:
                    raise ProblemError(400, "repeated_header", f"{name.decode()} came twice.")
                seen.add(name)
            if name == b"content-length":
                length = value
                has_body = value != b"0"
            elif name == b"transfer-encoding":
                has_body = True
            elif name == b"content-type":
                media_type = value
            elif name == b"content-encoding" and value.strip().lower() != b"identity":
                raise ProblemError(
                    415,
                    "unsupported_media_type",
                    "Compressed bodies are not accepted.",
                    headers={"Accept-Encoding": "identity", "Connection": "close"},
                )
        if len(headers) > self._max_headers or size > self._max_header_bytes:
            raise ProblemError(431, "headers_too_large", "There are too many or too long headers.")
        if length and length.isdigit() and int(length[:20]) > most_bytes:
            raise _too_large(most_bytes)
        return media_type, has_body

    async def _checked_form(self, receive: Receive, media_type: bytes) -> Receive:
        message = await _whole(receive, self._max_form_bytes)
        if message.get("body") and _essence(media_type) != _FORM:
            raise ProblemError(415, "unsupported_media_type", f"The body must be {_FORM.decode()}.")
        return _replay(message, receive)

    async def _checked_body(self, receive: Receive, media_type: bytes) -> Receive:
        message = await _whole(receive, self._max_body_bytes)
        body: bytes = message.get("body", b"")
        if not body:
            return _replay(message, receive)
        if _essence(media_type) not in self._media_types:
            raise ProblemError(415, "unsupported_media_type", f"The body must be {self._accepted}.")
        if exceeds_depth(body, self._max_json_depth):
            raise ProblemError(
                400,
                "too_deeply_nested",
                f"The body is nested more than {self._max_json_depth} levels deep.",
            )
        return _replay(message, receive)


def _checked_file(receive: Receive, media_type: bytes, most_bytes: int) -> Receive:
    """Return a `receive` that ends files over the limit.

    A file is not read here: whoever may not send one is refused first, and costs no memory.
    """
    if _essence(media_type) != _OCTETS:
        raise ProblemError(
            415,
            "unsupported_media_type",
            f"The body must be {_OCTETS.decode()}.",
            headers={"Connection": "close"},
        )
    left = most_bytes

    async def limited() -> Message:
        nonlocal left
        message = await receive()
        left -= len(message.get("body", b""))
        if left < 0:
            raise _too_large(most_bytes)
        return message

    return limited


def _essence(media_type: bytes) -> bytes:
    return media_type.split(b";", 1)[0].strip().lower()


async def _whole(receive: Receive, most_bytes: int) -> Message:
    """Return a message with the whole body, or the client's farewell."""
    message = await receive()
    if message["type"] != "http.request":
        return message
    body: bytes = message.get("body", b"")
    if len(body) > most_bytes:
        raise _too_large(most_bytes)
    if message.get("more_body", False):
        body = await _rest(bytearray(body), receive, most_bytes)
    return {"type": "http.request", "body": body, "more_body": False}


async def _rest(body: bytearray, receive: Receive, most_bytes: int) -> bytes:
    while True:
        message = await receive()
        if message["type"] != "http.request":
            # The client hung up: the application shall see it as an incomplete body.
            raise ProblemError(400, "incomplete_body", "The body ended before its length.")
        body += message.get("body", b"")
        if len(body) > most_bytes:
            raise _too_large(most_bytes)
        if not message.get("more_body", False):
            return bytes(body)


def _too_large(most_bytes: int) -> ProblemError:
    return ProblemError(
        413,
        "content_too_large",
        f"The body is larger than {most_bytes} bytes.",
        headers={"Connection": "close"},  # what is left of the body will not be read
    )


def _replay(message: Message, receive: Receive) -> Receive:
    """Return a `receive` that gives the message again, then what the client does next."""
    first: Message | None = message

    async def replayed() -> Message:
        nonlocal first
        if first is not None:
            given, first = first, None
            return given
        return await receive()

    return replayed
