"""A raw TCP server whose every byte a test decides."""

import asyncio
from collections.abc import AsyncIterator

import pytest

from tests.unit.http_transport.scripted_server import Handler, Serve


@pytest.fixture
async def serve() -> AsyncIterator[Serve]:
    """Return a function that serves a handler on a free port and gives its base URL."""
    servers: list[asyncio.Server] = []
    tasks: set[asyncio.Task[None]] = set()

    async def start(handler: Handler) -> str:
        async def connected(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            task = asyncio.current_task()
            if task is not None:
                tasks.add(task)
            try:
                await handler(reader, writer)
            except (OSError, asyncio.IncompleteReadError):
                pass  # the client hung up, as some tests mean it to
            finally:
                writer.close()
                if task is not None:
                    tasks.discard(task)

        server = await asyncio.start_server(connected, "127.0.0.1", 0)
        servers.append(server)
        return f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"

    yield start
    for server in servers:
        server.close()
    for task in tuple(tasks):
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
