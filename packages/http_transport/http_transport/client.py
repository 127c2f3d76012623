"""The client: one origin, keep-alive, deadlines, and one retry where it is safe."""

import asyncio
import ssl
from collections.abc import Callable, Iterable
from types import TracebackType
from typing import Self
from urllib.parse import urlsplit

from http_transport.client_tls import ClientTls, TlsContexts
from http_transport.connection import Connection
from http_transport.errors import ConnectError, ConnectionClosed, PoolTimeout
from http_transport.pool import ConnectionPool
from http_transport.request_head import encode_head
from http_transport.response import Response

__all__ = ["HttpClient"]

type Headers = Iterable[tuple[bytes, bytes]]

_IDEMPOTENT = frozenset({"GET", "HEAD", "OPTIONS", "PUT", "DELETE"})
_DEFAULT_PORTS = {"http": 80, "https": 443}


class HttpClient:
    """Minimal HTTP/1.1 client for the hop between our own processes.

    Example::

        async with HttpClient("http://127.0.0.1:8001", context_headers=outgoing_headers) as client:
            response = await client.request("GET", "/products/42", timeout=2.0)

    Args:
        base_url: Scheme, host and port of the origin, without a path.
        timeout: Default deadline of a request in seconds: waiting for a connection, making it,
            sending and receiving, all together.
        connect_timeout: Most seconds for making one connection.
        max_connections: Most connections at any time.
        max_body_bytes: Most bytes of a response body.
        headers: Headers sent with every request.
        context_headers: Called once per request for further headers (request id, trace).
        tls: Files or a ready context for https; whom the system trusts when it is omitted.
        local_address: Address of this machine that connections leave from, for machines with
            several; the system chooses when it is omitted.
    """

    def __init__(
        self,
        base_url: str,
        *,
        timeout: float = 10.0,
        connect_timeout: float = 2.0,
        max_connections: int = 32,
        max_body_bytes: int = 64 * 1024 * 1024,
        headers: Headers = (),
        context_headers: Callable[[], Headers] | None = None,
        tls: ClientTls | ssl.SSLContext | None = None,
        local_address: str | None = None,
    ) -> None:
        parts = urlsplit(base_url)
        if parts.scheme not in _DEFAULT_PORTS or not parts.hostname:
            raise ValueError(f"not an http or https origin: {base_url!r}")
        if parts.path not in {"", "/"} or parts.query or parts.username:
            raise ValueError("the base URL must hold scheme, host and port only")
        self._timeout = timeout
        self._context_headers = context_headers
        self._fixed = encode_head(
            "GET", "/", f"Host: {parts.netloc}\r\n".encode("ascii"), headers, None
        )[len(b"GET / HTTP/1.1\r\n") : -2]
        self._pool = ConnectionPool(
            host=parts.hostname,
            port=parts.port or _DEFAULT_PORTS[parts.scheme],
            tls=TlsContexts(tls) if parts.scheme == "https" else None,
            max_connections=max_connections,
            connect_timeout=connect_timeout,
            max_body_bytes=max_body_bytes,
            local_address=local_address,
        )

    @property
    def open_connections(self) -> int:
        """Connections that exist or are being made."""
        return self._pool.open_connections

    @property
    def idle_connections(self) -> int:
        """Connections that wait for work."""
        return self._pool.idle_connections

    async def request(
        self,
        method: str,
        path: str,
        *,
        headers: Headers = (),
        body: bytes | None = None,
        timeout: float | None = None,  # noqa: ASYNC109  one deadline covers pool, connect and reply
        idempotent: bool | None = None,
    ) -> Response:
        """Send one request and return its complete response, whatever its status.

        A kept-alive connection may have been closed by the peer in the very moment we use it. When
        that happens before any byte of a response, the request goes out once more on a fresh
        connection, provided that repeating it is harmless.

        Args:
            method: GET, POST, PUT, PATCH, DELETE, HEAD or OPTIONS.
            path: Path with query, percent-encoded.
            headers: Pairs of name and value; Host, Content-Length and Connection are ours.
            body: Body bytes; set the Content-Type header with it.
            timeout: Deadline in seconds for all of it; the client's default when omitted.
            idempotent: True when repeating is harmless (an idempotency key rides along), False
                when not; by default the method decides.

        Raises:
            ValueError: The request cannot be put into HTTP.
            TransportError: No complete response came back; see `http_transport.errors`.
        """
        loop = asyncio.get_running_loop()
        deadline = loop.time() + (self._timeout if timeout is None else timeout)
        if self._context_headers is not None:
            headers = [*self._context_headers(), *headers]
        data = encode_head(method, path, self._fixed, headers, None if body is None else len(body))
        if body:
            data += body
        head_request = method == "HEAD"
        pool = self._pool
        connection = pool.take_idle() or await pool.acquire(deadline)
        if not connection.served:
            return await self._exchange(connection, data, deadline, head_request=head_request)
        try:
            return await self._exchange(connection, data, deadline, head_request=head_request)
        except ConnectionClosed as error:
            harmless = method in _IDEMPOTENT if idempotent is None else idempotent
            if error.response_started or not harmless:
                raise
            try:
                connection = await pool.acquire(deadline, fresh=True)
            except (ConnectError, PoolTimeout):
                raise error from None  # the first attempt was sent, which the caller must know
        return await self._exchange(connection, data, deadline, head_request=head_request)

    async def aclose(self, grace: float = 5.0) -> None:
        """Refuse new requests, give those in flight `grace` seconds, then close everything."""
        await self._pool.aclose(grace)

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        await self.aclose()

    async def _exchange(
        self, connection: Connection, data: bytes, deadline: float, *, head_request: bool
    ) -> Response:
        try:
            waiter = connection.start(data, head_request=head_request, deadline=deadline)
        except BaseException:
            self._pool.discard(connection)
            raise
        try:
            response = await waiter
        except BaseException:
            # Timed out, broken or cancelled: the reply may still come, so nobody may reuse it.
            self._pool.discard(connection)
            if waiter.done() and not waiter.cancelled():
                waiter.exception()  # looked at, so that asyncio does not report it as forgotten
            raise
        self._pool.release(connection)
        return response
