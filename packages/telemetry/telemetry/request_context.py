"""The request context: which request, which user, which trace the running code serves.

One context variable holds it, so every log line, outgoing call and stored event of a request
carries the same ids without passing them by hand::

    with bind_context(RequestContext(request_id="r1", user_id=None, traceparent=None)):
        await client.request("GET", "/products", headers=outgoing_headers())
"""

from contextvars import ContextVar, Token
from dataclasses import dataclass, replace
from functools import cache
from types import TracebackType

from telemetry.propagation import new_request_id

__all__ = [
    "RequestContext",
    "bind_context",
    "bind_user",
    "current_context",
    "new_context",
    "outgoing_headers",
    "reset_context",
    "set_context",
]

type ContextToken = Token[RequestContext | None]

REQUEST_ID_HEADER = b"X-Request-ID"
TRACEPARENT_HEADER = b"traceparent"
USER_ID_HEADER = b"X-User-ID"


@dataclass(frozen=True, slots=True)
class RequestContext:
    """Who asked for the work in hand.

    Attributes:
        request_id: Id of the request that caused the work, at most 128 visible ASCII characters.
        user_id: Id of the acting user, None for guests and for background work.
        traceparent: W3C trace context header of the span in hand, None outside any trace.
        client_address: Address of the client, "" for background work.
        user_agent: What the client says it is: at most 255 printable characters, "" for nothing.
    """

    request_id: str
    user_id: str | None = None
    traceparent: str | None = None
    client_address: str = ""
    user_agent: str = ""


_current: ContextVar[RequestContext | None] = ContextVar("request_context", default=None)


@cache
def _process_context() -> RequestContext:
    """Return the context of work that no request caused: one id per process life."""
    return RequestContext(request_id=new_request_id())


def current_context() -> RequestContext:
    """Return the bound context, or the process's own one when no request is being served."""
    return _current.get() or _process_context()


def new_context(user_id: str | None = None, traceparent: str | None = None) -> RequestContext:
    """Return a context with a fresh request id, for work that starts a story of its own."""
    return RequestContext(new_request_id(), user_id, traceparent)


def set_context(context: RequestContext) -> ContextToken:
    """Bind a context to the running task; give the token to `reset_context` afterwards."""
    return _current.set(context)


def reset_context(token: ContextToken) -> None:
    """Restore what was bound before the `set_context` that returned this token."""
    _current.reset(token)


def bind_user(user_id: str | None) -> ContextToken:
    """Bind the acting user, once authentication knows it, to the context in hand."""
    return _current.set(replace(current_context(), user_id=user_id))


class bind_context:  # noqa: N801  reads as the verb it is: `with bind_context(context):`
    """Context manager that binds a context for the length of its block."""

    __slots__ = ("_context", "_token")

    def __init__(self, context: RequestContext) -> None:
        self._context = context
        self._token: ContextToken | None = None

    def __enter__(self) -> RequestContext:
        self._token = _current.set(self._context)
        return self._context

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        if self._token is not None:
            _current.reset(self._token)
            self._token = None


def outgoing_headers() -> list[tuple[bytes, bytes]]:
    """Return the HTTP headers that carry the current context to the next process."""
    context = _current.get() or _process_context()
    headers = [(REQUEST_ID_HEADER, context.request_id.encode("latin-1"))]
    if context.traceparent is not None:
        headers.append((TRACEPARENT_HEADER, context.traceparent.encode("latin-1")))
    if context.user_id is not None:
        headers.append((USER_ID_HEADER, context.user_id.encode("latin-1")))
    return headers
