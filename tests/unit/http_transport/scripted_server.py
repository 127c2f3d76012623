"""Building blocks of scripted servers."""

import asyncio
from collections.abc import Awaitable, Callable

from http_transport import HttpClient

type Handler = Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]]
type Serve = Callable[[Handler], Awaitable[str]]


async def read_request(reader: asyncio.StreamReader) -> tuple[bytes, bytes]:
    """Return head and body of one request."""
    head = await reader.readuntil(b"\r\n\r\n")
    length = 0
    for line in head.split(b"\r\n"):
        if line.lower().startswith(b"content-length:"):
            length = int(line.split(b":")[1])
    return head, await reader.readexactly(length)


def answering(*answers: bytes) -> Handler:
    """Serve the answers one after another on each connection, then close it."""

    async def handler(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        for answer in answers:
            await read_request(reader)
            writer.write(answer)
            await writer.drain()

    return handler


CHUNKED = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n"
OK = b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\nETag: 7\r\n\r\nok"


async def until_connecting(client: HttpClient) -> None:
    """Wait until the client has begun to make a connection."""
    async with asyncio.timeout(5):
        while client.open_connections == 0:  # noqa: ASYNC110  the pool has no event for tests
            await asyncio.sleep(0)


async def silent(reader: asyncio.StreamReader, _writer: asyncio.StreamWriter) -> None:
    """Listen and never answer."""
    await reader.read(-1)


def dying_after_one_answer() -> Handler:
    """Answer once per connection, and hang up on the second request without a byte."""

    async def handler(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await read_request(reader)
        writer.write(OK)
        await writer.drain()
        await read_request(reader)

    return handler
