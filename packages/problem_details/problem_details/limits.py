"""Pure ASGI middleware: refuse requests that are too big, too deep or of the wrong type."""

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from problem_details.json_depth import exceeds_depth
from problem_details.problem_error import ProblemError
from problem_details.problem_response import error_response

__all__ = ["RequestLimitsMiddleware"]


class RequestLimitsMiddleware:
    """Checks size, media type and nesting of bodies, and number and size of headers.

    The body is read here, whole, before the application runs: a body over the limit costs a 413
    and no work, also when it arrives in chunks without a length.

    Args:
        app: The application to protect.
        max_body_bytes: Largest body; larger ones get 413 `content_too_large`.
        max_json_depth: Deepest nesting; deeper ones get 400 `too_deeply_nested`.
        media_types: Accepted types of bodies, without parameters; others get 415.
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
        max_headers: int = 100,
        max_header_bytes: int = 32 * 1024,
    ) -> None:
        self._app = app
        self._max_body_bytes = max_body_bytes
        self._max_json_depth = max_json_depth
        self._media_types = frozenset(name.encode("ascii") for name in media_types)
        self._accepted = ", ".join(sorted(media_types))
        self._max_headers = max_headers
        self._max_header_bytes = max_header_bytes

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        try:
            media_type, has_body = self._check_headers(scope["headers"])
            if has_body:
                receive = await self._checked_body(receive, media_type)
        except ProblemError as error:
            await error_response(error, scope["path"])(scope, receive, send)
            return
        await self._app(scope, receive, send)

    def _check_headers(self, headers: list[tuple[bytes, bytes]]) -> tuple[bytes, bool]:
        length = b""
        media_type = b""
        has_body = False
        size = 0
        for name, value in headers:
            size += len(name) + len(value)
            if name == b"content-length":
                length = value
                has_body = value != b"0"
            elif name == b"transfer-encoding":
                has_body = True
            elif name == b"content-type":
                media_type = value
        if len(headers) > self._max_headers or size > self._max_header_bytes:
            raise ProblemError(431, "headers_too_large", "There are too many or too long headers.")
        if length and length.isdigit() and int(length[:20]) > self._max_body_bytes:
            raise self._too_large()
        return media_type, has_body

    async def _checked_body(self, receive: Receive, media_type: bytes) -> Receive:
        message = await receive()
        if message["type"] != "http.request":
            return _replay(message, receive)
        body: bytes = message.get("body", b"")
        if len(body) > self._max_body_bytes:
            raise self._too_large()
        if message.get("more_body", False):
            body = await self._rest(bytearray(body), receive)
        if not body:
            return _replay({"type": "http.request", "body": b"", "more_body": False}, receive)
        essence = media_type.split(b";", 1)[0].strip().lower()
        if essence not in self._media_types:
            raise ProblemError(415, "unsupported_media_type", f"The body must be {self._accepted}.")
        if exceeds_depth(body, self._max_json_depth):
            raise ProblemError(
                400,
                "too_deeply_nested",
                f"The body is nested more than {self._max_json_depth} levels deep.",
            )
        return _replay({"type": "http.request", "body": body, "more_body": False}, receive)

    async def _rest(self, body: bytearray, receive: Receive) -> bytes:
        while True:
            message = await receive()
            if message["type"] != "http.request":
                # The client hung up: the application shall see it as an incomplete body.
                raise ProblemError(400, "incomplete_body", "The body ended before its length.")
            body += message.get("body", b"")
            if len(body) > self._max_body_bytes:
                raise self._too_large()
            if not message.get("more_body", False):
                return bytes(body)

    def _too_large(self) -> ProblemError:
        return ProblemError(
            413,
            "content_too_large",
            f"The body is larger than {self._max_body_bytes} bytes.",
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
