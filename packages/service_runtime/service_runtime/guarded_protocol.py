"""Uvicorn's HTTP protocol with what it lacks: deadlines for its client, and a polite goodbye."""

from asyncio import AbstractEventLoop, Transport
from dataclasses import dataclass
from secrets import token_hex
from typing import TYPE_CHECKING, cast

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol, RequestResponseCycle
from uvicorn.server import ServerState

from service_runtime.answer_watch import AnswerWatch
from service_runtime.gathering_transport import GatheringTransport

if TYPE_CHECKING:
    from uvicorn.config import Config

__all__ = ["GuardedProtocol", "GuardedState", "ReceiveLimits"]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReceiveLimits:
    """How long and how much a client may take to say what it wants, and to hear the answer.

    Attributes:
        head_seconds: From connecting (or the first byte of a further request) to a complete head.
        request_seconds: From the same moment to the end of the body.
        max_head_bytes: Most bytes of an incomplete head.
        answer_seconds: Time for the next 16 KiB of an answer, or for what is left of it, to be
            taken by the client.
    """

    head_seconds: float = 10.0
    request_seconds: float = 30.0
    max_head_bytes: int = 65_536
    answer_seconds: float = 20.0


class GuardedState(ServerState):
    """State shared by the connections of one server.

    Attributes:
        draining: True once the server is about to stop; every response then ends its connection.
        receive_limits: Limits for all connections.
    """

    def __init__(self, receive_limits: ReceiveLimits) -> None:
        super().__init__()
        self.draining = False
        self.receive_limits = receive_limits


class GuardedProtocol(HttpToolsProtocol):
    """One connection; see `ReceiveLimits` and `GuardedState`."""

    server_state: GuardedState

    def __init__(
        self,
        config: "Config",
        server_state: GuardedState,
        app_state: dict[str, object],
        _loop: AbstractEventLoop | None = None,
    ) -> None:
        super().__init__(config, server_state, app_state, _loop)
        self._receiving_since: float | None = None
        self._began = False
        self._head_open = True
        self._head_bytes = 0
        self._arriving = 0
        self._answer_watch: AnswerWatch | None = None
        self._gathering: GatheringTransport | None = None

    def connection_made(self, transport: Transport) -> None:  # type: ignore[override]  # as uvicorn
        """Start the clock for the first request."""
        self._gathering = GatheringTransport(transport, self.loop)
        super().connection_made(self._gathering)
        self._answer_watch = AnswerWatch(transport)
        self._receiving_since = self.loop.time()

    def data_received(self, data: bytes) -> None:
        """Parse; end the connection when the head grows without end."""
        self._arriving = len(data)
        super().data_received(data)
        if self._head_open:
            self._head_bytes += len(data)
            if self._head_bytes > self.server_state.receive_limits.max_head_bytes:
                self._refuse(b"431 Request Header Fields Too Large", b"headers_too_large")

    def send_400_response(self, msg: str) -> None:  # noqa: ARG002  uvicorn's own signature
        """Refuse what is no HTTP, or has an address longer than the parser takes.

        Args:
            msg: What the parser says; it is not repeated.
        """
        self._began = True  # the parser gives up before it says that a request begins
        head = self._head_bytes + self._arriving if self._head_open else 0
        if head > self.server_state.receive_limits.max_head_bytes:
            self._refuse(b"431 Request Header Fields Too Large", b"headers_too_large")
        else:
            self._refuse(b"400 Bad Request", b"bad_request")

    def on_message_begin(self) -> None:
        """Start the clock of one request."""
        super().on_message_begin()
        self._began = True
        self._receiving_since = self.loop.time()
        self._head_open = True
        self._head_bytes = 0

    def on_headers_complete(self) -> None:
        """Start the application; while draining its response will end the connection."""
        super().on_headers_complete()
        self._head_open = False
        if self.server_state.draining:
            self.keep_alive_no_more()

    def on_message_complete(self) -> None:
        """Stop the clock: the request is here."""
        super().on_message_complete()
        self._receiving_since = None

    def on_response_complete(self) -> None:
        """Send the whole response now, before the next request's is begun."""
        if self._gathering is not None:
            self._gathering.send()
        super().on_response_complete()

    @property
    def busy(self) -> bool:
        """Whether a request is being served or received, or the first one may still come."""
        return self._receiving_since is not None or self._unanswered() is not None

    def keep_alive_no_more(self) -> None:
        """Let the response in the making, if any, end the connection."""
        cycle = self._unanswered()
        if cycle is not None:
            cycle.keep_alive = False

    def end_if_overdue(self, now: float) -> None:
        """End a connection whose client takes too long to send its request, or to read its answer.

        Args:
            now: Present moment on the loop's clock.
        """
        limits = self.server_state.receive_limits
        watch = self._answer_watch
        if watch is not None and watch.is_overdue(now, limits.answer_seconds):
            watch.reset()
            return
        since = self._receiving_since
        if since is None:
            return
        seconds = limits.head_seconds if self._head_open else limits.request_seconds
        if now - since > seconds:
            self._refuse(b"408 Request Timeout", b"request_timeout")

    def end_if_silent(self, now: float, seconds: float) -> None:
        """End a connection that has sent nothing at all for so many seconds after connecting."""
        since = self._receiving_since
        if since is not None and not self._began and now - since > seconds:
            self.transport.close()

    def _unanswered(self) -> RequestResponseCycle | None:
        cycle = cast("RequestResponseCycle | None", self.cycle)  # None before the first request
        return None if cycle is None or cycle.response_complete else cycle

    def _refuse(self, status: bytes, code: bytes) -> None:
        if self.transport.is_closing():
            return
        cycle = self._unanswered()
        if self._began and (cycle is None or not cycle.response_started):
            body = (
                b'{"type":"urn:quintet:problem:%b","title":"%b","status":%b,"detail":"",'
                b'"code":"%b","instance":"","request_id":"%b","errors":[]}'
                % (code, status[4:], status[:3], code, token_hex(16).encode("ascii"))
            )
            self.transport.write(
                b"HTTP/1.1 %b\r\nconnection: close\r\ncontent-type: application/problem+json\r\n"
                b"content-length: %d\r\n\r\n%b" % (status, len(body), body)
            )
        if cycle is not None:
            cycle.disconnected = True
            cycle.message_event.set()
        self.transport.close()
