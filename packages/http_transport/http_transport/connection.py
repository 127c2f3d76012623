"""One keep-alive connection: one request in flight, parsed by llhttp."""

import asyncio
import socket
from collections.abc import Callable

import httptools

from http_transport.errors import (
    ConnectionClosed,
    ProtocolError,
    RequestTimeout,
    TransportError,
)
from http_transport.response import Response

__all__ = ["Connection"]

_MAX_HEAD_BYTES = 65_536
_FIRST_FINAL_STATUS = 200
_BODILESS = frozenset({204, 304})


class Connection(asyncio.Protocol):
    """Protocol of one connection; made and owned by the pool.

    The deadline timer is lazy: it stays armed across requests and looks at the current deadline
    when it fires, because making and cancelling a timer per request costs more than parsing.
    """

    def __init__(
        self,
        loop: asyncio.AbstractEventLoop,
        max_body_bytes: int,
        on_lost: Callable[["Connection"], None],
    ) -> None:
        self._loop = loop
        self._max_body_bytes = max_body_bytes
        self._on_lost = on_lost
        self._transport: asyncio.Transport | None = None
        self._timer: asyncio.TimerHandle | None = None
        self._timer_at = 0.0
        self._deadline = 0.0
        self._waiter: asyncio.Future[Response] | None = None
        self._parser = httptools.HttpResponseParser(self)
        self._head_request = False
        self._got_bytes = False
        self._head_bytes = 0
        self._head_done = False
        self._headers: list[tuple[bytes, bytes]] = []
        self._body: list[bytes] = []
        self._body_bytes = 0
        self.served = 0
        self.usable = False

    # --- what the pool calls -------------------------------------------------------------------

    def start(
        self, data: bytes, *, head_request: bool, deadline: float
    ) -> asyncio.Future[Response]:
        """Send one request; the future ends with its response or a TransportError.

        Args:
            data: The whole request, head and body.
            head_request: True when the response has no body whatever its headers say.
            deadline: Moment on the loop's clock after which RequestTimeout is raised.

        Raises:
            ConnectionClosed: It was lost, or another request is on it.
        """
        transport = self._transport
        if transport is None or not self.usable or self._waiter is not None:
            raise ConnectionClosed("the connection is not free", response_started=False)
        waiter = self._loop.create_future()
        self._waiter = waiter
        self._head_request = head_request
        self._got_bytes = False
        self._deadline = deadline
        if self._timer is None or self._timer_at > deadline:
            self._arm(deadline)
        transport.write(data)
        return waiter

    def abort(self) -> None:
        """Close at once; a request in flight ends with ConnectionClosed."""
        self.usable = False
        if self._transport is not None:
            self._transport.abort()

    def close(self) -> None:
        """Close an idle connection in good order."""
        self.usable = False
        if self._transport is not None:
            self._transport.close()

    # --- asyncio.Protocol ----------------------------------------------------------------------

    def connection_made(
        self,
        transport: asyncio.Transport,  # type: ignore[override]  # create_connection makes streams
    ) -> None:
        """Take the transport and send small writes at once."""
        self._transport = transport
        raw = transport.get_extra_info("socket")
        if raw is not None and raw.family in {socket.AF_INET, socket.AF_INET6}:
            raw.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.usable = True

    def data_received(self, data: bytes) -> None:
        """Feed the parser; anything unasked for ends the connection."""
        if self._waiter is None:
            self.abort()
            return
        self._got_bytes = True
        if not self._head_done:
            if self._head_bytes > _MAX_HEAD_BYTES:
                self._fail(ProtocolError("response head too large"))
                return
            self._head_bytes += len(data)
        try:
            self._parser.feed_data(data)
        except httptools.HttpParserUpgrade:
            self._fail(ProtocolError("the peer wants to switch protocols"))
        except httptools.HttpParserError as error:
            self._fail(ProtocolError(f"not an HTTP response: {error}"))

    def eof_received(self) -> None:
        """Let the transport close; connection_lost follows."""
        self.usable = False

    def connection_lost(self, exc: Exception | None) -> None:
        """End the request in flight and tell the pool."""
        self.usable = False
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
        if self._waiter is not None:
            if exc is None and self._reads_until_close():
                self._complete()
            else:
                reason = f": {exc}" if exc else ""
                self._fail(
                    ConnectionClosed(
                        f"the peer closed the connection{reason}",
                        response_started=self._got_bytes,
                    )
                )
        self._on_lost(self)
        self._transport = None

    # --- httptools callbacks -------------------------------------------------------------------

    def on_message_begin(self) -> None:
        """Refuse a second response nobody asked for: the next request must not receive it."""
        if self._waiter is None:
            self.abort()

    def on_header(self, name: bytes, value: bytes) -> None:
        """Collect one header."""
        self._headers.append((name.lower(), value))

    def on_headers_complete(self) -> None:
        """Note the end of the head; a response to HEAD ends here."""
        status = self._parser.get_status_code()
        if status < _FIRST_FINAL_STATUS:
            return
        self._head_done = True
        if self._head_request:
            # llhttp does not know that this response has no body, so the connection ends with it.
            self.usable = False
            self._complete()

    def on_body(self, data: bytes) -> None:
        """Collect a piece of the body, within the limit."""
        if self._waiter is None:
            return
        self._body_bytes += len(data)
        if self._body_bytes > self._max_body_bytes:
            self._fail(ProtocolError(f"response body over {self._max_body_bytes} bytes"))
            return
        self._body.append(data)

    def on_message_complete(self) -> None:
        """Hand the response over; an interim (1xx) one is dropped."""
        if self._waiter is None:
            return
        if not self._head_done:
            self._headers = []
            return
        if not self._parser.should_keep_alive():
            self.usable = False
        self._complete()

    # --- inside --------------------------------------------------------------------------------

    def _reads_until_close(self) -> bool:
        """Tell whether the peer's close is the legal end of this response."""
        return (
            self._head_done
            and self._parser.get_status_code() not in _BODILESS
            and not any(n in {b"content-length", b"transfer-encoding"} for n, _ in self._headers)
        )

    def _complete(self) -> None:
        waiter, self._waiter = self._waiter, None
        headers, self._headers = self._headers, []
        body, self._body = self._body, []
        self._head_done = False
        self._head_bytes = self._body_bytes = 0
        self.served += 1
        if waiter is not None and not waiter.done():
            joined = body[0] if len(body) == 1 else b"".join(body)
            waiter.set_result(Response(self._parser.get_status_code(), headers, joined))

    def _fail(self, error: TransportError) -> None:
        waiter, self._waiter = self._waiter, None
        if waiter is not None and not waiter.done():
            waiter.set_exception(error)
        self.abort()

    def _arm(self, deadline: float) -> None:
        if self._timer is not None:
            self._timer.cancel()
        self._timer_at = deadline
        self._timer = self._loop.call_at(deadline, self._on_timer)

    def _on_timer(self) -> None:
        self._timer = None
        if self._waiter is None:
            return
        if self._loop.time() < self._deadline:
            self._arm(self._deadline)
            return
        self._fail(RequestTimeout("no complete response before the deadline"))
