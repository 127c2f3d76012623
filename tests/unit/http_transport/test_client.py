"""What the client sends, and what it makes of the answers."""

import asyncio

import pytest
from http_transport import HttpClient, ProtocolError

from tests.unit.http_transport.scripted_server import CHUNKED, OK, Serve, answering, read_request


@pytest.mark.parametrize(
    ("answer", "status", "body"),
    [
        (OK, 200, b"ok"),
        (CHUNKED, 200, b"abcde"),
        (b"HTTP/1.1 204 No Content\r\n\r\n", 204, b""),
        (b"HTTP/1.1 304 Not Modified\r\nContent-Length: 9\r\n\r\n", 304, b""),
        (b"HTTP/1.1 100 Continue\r\n\r\n" + OK, 200, b"ok"),
        (b"HTTP/1.1 200 OK\r\n\r\nuntil the end", 200, b"until the end"),
        (b"HTTP/1.0 200 OK\r\nContent-Length: 1\r\n\r\nx", 200, b"x"),
    ],
)
async def test_reads_every_framing_of_a_response(
    serve: Serve, answer: bytes, status: int, body: bytes
) -> None:
    """Length, chunks, no body, interim responses and end of connection are understood."""
    async with HttpClient(await serve(answering(answer))) as client:
        response = await client.request("GET", "/")
    assert (response.status, response.body) == (status, body)


async def test_header_look_up_ignores_case(serve: Serve) -> None:
    """`etag` finds `ETag`, and an absent header is None."""
    async with HttpClient(await serve(answering(OK))) as client:
        response = await client.request("GET", "/")
    assert response.header("eTag") == "7"
    assert response.header("x-other") is None


async def test_head_response_ends_at_its_head(serve: Serve) -> None:
    """The length of a HEAD response announces a body that never comes."""
    handler = answering(b"HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\n")
    async with HttpClient(await serve(handler)) as client:
        response = await client.request("HEAD", "/", timeout=2)
        assert response.body == b""
        assert client.open_connections == 0


async def test_sends_method_path_headers_and_body(serve: Serve) -> None:
    """What the caller gives arrives, with our own Host and Content-Length."""
    seen: list[tuple[bytes, bytes]] = []

    async def handler(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        seen.append(await read_request(reader))
        writer.write(OK)

    url = await serve(handler)
    client = HttpClient(
        url, headers=[(b"Accept", b"*/*")], context_headers=lambda: [(b"X-Request-ID", b"r1")]
    )
    async with client:
        await client.request(
            "POST", "/orders?x=1", headers=[(b"Idempotency-Key", b"k")], body=b"{}"
        )
    head, body = seen[0]
    assert head.startswith(b"POST /orders?x=1 HTTP/1.1\r\nHost: 127.0.0.1:")
    for line in (b"Accept: */*", b"X-Request-ID: r1", b"Idempotency-Key: k", b"Content-Length: 2"):
        assert line in head
    assert body == b"{}"


async def test_keeps_the_connection_for_the_next_request(serve: Serve) -> None:
    """Two requests in a row share one connection."""
    connections = 0

    async def handler(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        nonlocal connections
        connections += 1
        while True:
            await read_request(reader)
            writer.write(OK)

    async with HttpClient(await serve(handler)) as client:
        await client.request("GET", "/")
        await client.request("GET", "/")
        assert client.idle_connections == client.open_connections == 1
    assert connections == 1


async def test_honours_connection_close(serve: Serve) -> None:
    """A connection the server wants closed is not used again."""
    answer = b"HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 0\r\n\r\n"
    async with HttpClient(await serve(answering(answer))) as client:
        await client.request("GET", "/")
        assert client.open_connections == 0
        await client.request("GET", "/")


@pytest.mark.parametrize(
    "answer",
    [
        b"SSH-2.0-OpenSSH\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Length: x\r\n\r\n",
        b"HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\nConnection: upgrade\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Length: 2000\r\n\r\n" + b"x" * 2000,
        b"HTTP/1.1 200 OK\r\n" + b"X-Long: " + b"y" * 400_000,
    ],
)
async def test_unacceptable_responses_are_protocol_errors(serve: Serve, answer: bytes) -> None:
    """Another protocol, broken framing, upgrades and floods end the connection."""
    async with HttpClient(await serve(answering(answer)), max_body_bytes=1000) as client:
        with pytest.raises(ProtocolError):
            await client.request("GET", "/")
        assert client.open_connections == 0


async def test_unasked_response_never_reaches_the_next_request(serve: Serve) -> None:
    """A second response in the same packet poisons the connection, which is closed."""

    async def handler(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await read_request(reader)
        writer.write(OK + b"HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nevil")
        await writer.drain()
        await reader.read(-1)

    async with HttpClient(await serve(handler)) as client:
        for _ in range(3):
            assert (await client.request("GET", "/")).body == b"ok"


@pytest.mark.parametrize(
    ("method", "path", "header"),
    [
        ("GET", "/ HTTP/1.1\r\nX: y", None),
        ("GET", "no_slash", None),
        ("GET", "/ü", None),
        ("GET\r\n", "/", None),
        ("GET", "/", (b"X-A", b"1\r\nX-B: 2")),
        ("GET", "/", (b"X-A", b"1\nX-B: 2")),
        ("GET", "/", (b"X-A", b"\0")),
        ("GET", "/", (b"X-A: 1\r\nX-B", b"2")),
        ("GET", "/", (b"", b"2")),
        ("GET", "/", (b"Content-Length", b"5")),
        ("GET", "/", (b"transfer-encoding", b"chunked")),
    ],
)
async def test_refuses_what_could_smuggle_a_second_request(
    method: str, path: str, header: tuple[bytes, bytes] | None
) -> None:
    """Line breaks, own framing headers and odd methods never leave the process."""
    async with HttpClient("http://127.0.0.1:1") as client:
        with pytest.raises(ValueError, match=r"path|method|header"):
            await client.request(method, path, headers=[header] if header else ())


@pytest.mark.parametrize("url", ["ftp://x", "http://", "http://x/path", "http://u:p@x"])
def test_refuses_what_is_not_an_origin(url: str) -> None:
    """The base URL holds scheme, host and port only."""
    with pytest.raises(ValueError, match=r"origin|base URL"):
        HttpClient(url)
