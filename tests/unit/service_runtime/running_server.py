"""Run `serve` in the test's own loop."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

from service_runtime import HealthRegistry, ServingOptions, serve
from service_runtime.server_tls import ServerTls
from starlette.types import ASGIApp


@dataclass
class RunningServer:
    """A server and the way to stop it."""

    port: int
    stop: asyncio.Event
    task: asyncio.Task[None]

    @property
    def url(self) -> str:
        """Base URL."""
        return f"http://127.0.0.1:{self.port}"

    async def ended(self) -> None:
        """Tell it to stop and wait until it has."""
        self.stop.set()
        async with asyncio.timeout(30):
            await self.task


@asynccontextmanager
async def running(
    app: ASGIApp,
    options: ServingOptions | None = None,
    health: HealthRegistry | None = None,
    tls: ServerTls | None = None,
) -> AsyncIterator[RunningServer]:
    """Serve the application on a free port for the length of the block."""
    started: asyncio.Future[int] = asyncio.get_running_loop().create_future()
    stop = asyncio.Event()
    task = asyncio.create_task(
        serve(
            app,
            host="127.0.0.1",
            port=0,
            health=health,
            options=options or ServingOptions(drain_seconds=0.02),
            stop=stop,
            on_started=started.set_result,
            tls=tls,
        )
    )
    await asyncio.wait((started, task), return_when=asyncio.FIRST_COMPLETED)
    if task.done():
        task.result()  # it could not start, and says why
    server = RunningServer(started.result(), stop, task)
    try:
        yield server
    finally:
        await server.ended()
