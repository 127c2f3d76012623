"""Serve an ASGI application with uvicorn, and stop without dropping a request.

On SIGTERM (or SIGINT, or the given event):

1. `/ready` turns to 503 and every response carries `Connection: close`; everything is served on;
2. after the drain window no new connection is let in, and those in the queue are accepted;
3. the listener closes; requests in flight, and those just arriving, are served to the end;
4. the application's lifespan ends.
"""

import asyncio
import gc
import logging
import socket
from collections.abc import Callable, Coroutine, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import NamedTuple

import uvicorn
import uvloop
from starlette.types import ASGIApp

from service_runtime.closing_listener import empty_accept_queue, refuse_new_connections
from service_runtime.guarded_protocol import GuardedProtocol, GuardedState, ReceiveLimits
from service_runtime.health import HealthRegistry
from service_runtime.server_tls import ServerTls, ServerTlsContext
from service_runtime.termination import wait_for_termination

__all__ = ["ServingOptions", "run_process", "serve"]

_LOG = logging.getLogger("service_runtime")
_SWEEP_TICKS = 10
_TICK_SECONDS = 0.02
_ALLOCATIONS_PER_COLLECTION = 10_000


@dataclass(frozen=True, slots=True, kw_only=True)
class ServingOptions:
    """How a server treats its clients.

    Attributes:
        backlog: Connections the kernel queues for us.
        keep_alive_seconds: How long an idle connection is kept.
        drain_seconds: How long everything is still served after the order to stop.
        silent_seconds: How long, when stopping, a connection may stay without its first request.
        shutdown_seconds: Most time for requests in flight when stopping; then they are cut off.
        tls_handshake_seconds: How long a client may take to agree on keys.
        tls_goodbye_seconds: How long it may take to read the last answer and end TLS.
        receive: Deadlines and sizes for the exchange with a client.
    """

    backlog: int = 2048
    keep_alive_seconds: int = 75
    drain_seconds: float = 0.3
    silent_seconds: float = 1.0
    shutdown_seconds: float = 20.0
    tls_handshake_seconds: float = 10.0
    tls_goodbye_seconds: float = 20.0
    receive: ReceiveLimits = field(default_factory=ReceiveLimits)


class _Listener(NamedTuple):
    """Where connections come from; https when there is TLS."""

    socket: socket.socket
    tls: ServerTlsContext | None


class _DrainingServer(uvicorn.Server):
    """Uvicorn's server with our own ending."""

    def __init__(
        self,
        config: uvicorn.Config,
        listener: _Listener,
        options: ServingOptions,
        health: HealthRegistry | None,
        on_started: Callable[[], None],
    ) -> None:
        super().__init__(config)
        self._listener, self._tls = listener
        self._on_started = on_started
        self.server_state: GuardedState = GuardedState(options.receive)
        self._options = options
        self._health = health

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Leave signals to the process: uvicorn would raise them again after a clean end."""
        yield

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Start, then tell that connections are accepted.

        The listener is ours: uvicorn would grant each handshake of TLS a whole minute.
        """
        await super().startup(sockets)
        if self.started:
            self.servers.append(await self._accept())
            self._on_started()

    async def _accept(self) -> asyncio.Server:
        loop, tls, options = asyncio.get_running_loop(), self._tls, self._options

        def new_protocol() -> GuardedProtocol:
            return GuardedProtocol(self.config, self.server_state, self.lifespan.state)

        return await loop.create_server(
            new_protocol,
            sock=self._listener,
            backlog=options.backlog,
            ssl=None if tls is None else tls.context,
            ssl_handshake_timeout=None if tls is None else options.tls_handshake_seconds,
            ssl_shutdown_timeout=None if tls is None else options.tls_goodbye_seconds,
        )

    async def on_tick(self, counter: int) -> bool:
        """Once a second, end the connections of clients that take too long."""
        if counter % _SWEEP_TICKS == 0:
            self._each(lambda connection, now: connection.end_if_overdue(now))
            if self._tls is not None:
                self._tls.refresh()
        return await super().on_tick(counter)

    def start_draining(self) -> None:
        """Report not ready, and end each connection with its next response."""
        self.should_exit = True
        if self._health is not None:
            self._health.start_draining()
        self.server_state.draining = True
        self._each(lambda connection, _now: connection.keep_alive_no_more())

    async def shutdown(
        self,
        sockets: list[socket.socket] | None = None,  # noqa: ARG002  ours is `_listener`
    ) -> None:
        """Stop as described at the top of this module."""
        loop = asyncio.get_running_loop()
        deadline = loop.time() + self._options.shutdown_seconds
        self.start_draining()
        await asyncio.sleep(self._options.drain_seconds)
        refuse_new_connections(self._listener)
        await empty_accept_queue(self._listener, deadline)
        for server in self.servers:
            server.close()
        self._listener.close()
        await self._serve_the_rest(deadline)
        await self.lifespan.shutdown()

    async def _serve_the_rest(self, deadline: float) -> None:
        loop = asyncio.get_running_loop()
        silent = self._options.silent_seconds
        state = self.server_state
        while (state.connections or state.tasks) and loop.time() < deadline:
            self._each(lambda connection, now: connection.end_if_silent(now, silent))
            self._each(lambda connection, now: connection.end_if_overdue(now))
            for connection in tuple(state.connections):
                if isinstance(connection, GuardedProtocol) and not connection.busy:
                    connection.transport.close()
            await asyncio.sleep(_TICK_SECONDS)
        for connection in tuple(state.connections):
            if isinstance(connection, GuardedProtocol):
                connection.transport.abort()
        if state.tasks:
            _LOG.error("%d requests were cut off at shutdown", len(state.tasks))
            for task in state.tasks:
                task.cancel()
            await asyncio.wait(state.tasks, timeout=1.0)

    def _each(self, act: Callable[[GuardedProtocol, float], None]) -> None:
        now = asyncio.get_running_loop().time()
        for connection in tuple(self.server_state.connections):
            if isinstance(connection, GuardedProtocol):
                act(connection, now)


def _listen(host: str, port: int, backlog: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        return socket.create_server((host, port), family=family, backlog=backlog)
    except OSError as error:
        error.add_note(f"cannot listen on {host} port {port}: is another process using it?")
        raise


async def serve(
    app: ASGIApp,
    *,
    host: str,
    port: int,
    health: HealthRegistry | None = None,
    options: ServingOptions | None = None,
    stop: asyncio.Event | None = None,
    on_started: Callable[[int], None] | None = None,
    tls: ServerTls | None = None,
) -> None:
    """Serve the application until it is told to stop, then drain and return.

    Args:
        app: The application; its lifespan events run inside.
        host: Address to listen on.
        port: TCP port; 0 picks a free one, see `on_started`.
        health: Told to report not ready as soon as the server is told to stop.
        options: How clients are treated.
        stop: Ends the serving when set; by default SIGTERM and SIGINT do.
        on_started: Called once with the port when connections are accepted.
        tls: Certificate and key for https, which are re-read when they change; None for http.

    Raises:
        OSError: The address is taken, or a file of TLS is not usable.
    """
    options = options or ServingOptions()
    context = None if tls is None else ServerTlsContext(tls)
    config = uvicorn.Config(
        app,
        http=GuardedProtocol,
        ws="none",
        log_config=None,
        access_log=False,
        proxy_headers=False,
        server_header=False,
        timeout_keep_alive=options.keep_alive_seconds,
    )
    listener = _listen(host, port, options.backlog)

    def started() -> None:
        if on_started is not None:
            on_started(listener.getsockname()[1])

    server = _DrainingServer(config, _Listener(listener, context), options, health, started)
    serving = asyncio.create_task(server.serve(sockets=[]), name="http server")
    stopping = asyncio.create_task(_stopped(stop), name="wait for the order to stop")
    try:
        await asyncio.wait((serving, stopping), return_when=asyncio.FIRST_COMPLETED)
        server.start_draining()
        await serving
    except asyncio.CancelledError:
        server.start_draining()
        await serving
        raise
    finally:
        stopping.cancel()
        listener.close()


async def _stopped(stop: asyncio.Event | None) -> None:
    if stop is None:
        await wait_for_termination()
    else:
        await stop.wait()


def run_process(main: Callable[[], Coroutine[None, None, None]]) -> None:
    """Run a process's main coroutine on uvloop: the one event loop of the process.

    Args:
        main: The composition root's entry point.
    """
    # Modules and classes live for ever: the collector need not look at them again and again.
    gc.collect()
    gc.freeze()
    gc.set_threshold(_ALLOCATIONS_PER_COLLECTION)
    uvloop.run(main())
