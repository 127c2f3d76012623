"""The client against a server whose bytes the test decides."""

import asyncio
import ssl
from collections.abc import Awaitable, Callable

import pytest
from http_transport import (
    ConnectError,
    ConnectionClosed,
    HttpClient,
    PoolTimeout,
    ProtocolError,
    RequestTimeout,
)

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


@pytest.mark.parametrize("method", ["GET", "PUT", "DELETE"])
async def test_retries_an_idempotent_request_on_a_stale_connection(
    serve: Serve, method: str
) -> None:
    """A kept connection that dies before any byte of a response is replaced once."""
    async with HttpClient(await serve(dying_after_one_answer())) as client:
        await client.request("GET", "/")
        response = await client.request(method, "/", body=b"x" if method == "PUT" else None)
    assert response.status == 200


async def test_retries_a_post_only_when_told_it_is_idempotent(serve: Serve) -> None:
    """A POST may have been carried out, so the caller has to vouch for it."""
    async with HttpClient(await serve(dying_after_one_answer())) as client:
        await client.request("GET", "/")
        assert (await client.request("POST", "/", body=b"x", idempotent=True)).status == 200
        with pytest.raises(ConnectionClosed) as caught:
            await client.request("POST", "/", body=b"x")
    assert not caught.value.response_started
    assert caught.value.request_sent


async def test_does_not_retry_on_a_fresh_connection(serve: Serve) -> None:
    """A server that hangs up on everybody is not asked twice."""
    asked = 0

    async def handler(reader: asyncio.StreamReader, _writer: asyncio.StreamWriter) -> None:
        nonlocal asked
        await read_request(reader)
        asked += 1

    async with HttpClient(await serve(handler)) as client:
        with pytest.raises(ConnectionClosed):
            await client.request("GET", "/")
    assert asked == 1


async def test_does_not_retry_once_a_response_has_begun(serve: Serve) -> None:
    """Half an answer is an error, never a reason to ask again."""

    async def handler(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await read_request(reader)
        writer.write(OK)
        await read_request(reader)
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 50\r\n\r\nhalf")
        await writer.drain()

    async with HttpClient(await serve(handler)) as client:
        await client.request("GET", "/")
        with pytest.raises(ConnectionClosed) as caught:
            await client.request("GET", "/")
        assert caught.value.response_started
        assert client.open_connections == 0


async def test_deadline_ends_a_request_and_its_connection(serve: Serve) -> None:
    """After the deadline the late answer must not reach the next caller."""
    async with HttpClient(await serve(silent)) as client:
        with pytest.raises(RequestTimeout):
            await client.request("GET", "/", timeout=0.05)
        assert client.open_connections == 0


async def test_shorter_deadline_after_a_longer_one_is_kept(serve: Serve) -> None:
    """The timer armed for an earlier request does not delay a later, tighter deadline."""

    async def handler(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await read_request(reader)
        writer.write(OK)
        await read_request(reader)
        await reader.read(-1)

    async with HttpClient(await serve(handler)) as client:
        await client.request("GET", "/", timeout=60)
        began = asyncio.get_running_loop().time()
        with pytest.raises(RequestTimeout):
            await client.request("GET", "/", timeout=0.05)
    assert asyncio.get_running_loop().time() - began < 5


async def test_full_pool_times_out_without_sending(serve: Serve) -> None:
    """A request that never got a connection is safe to repeat, and says so."""
    async with HttpClient(await serve(silent), max_connections=1) as client:
        busy = asyncio.create_task(client.request("GET", "/", timeout=5))
        await until_connecting(client)
        with pytest.raises(PoolTimeout) as caught:
            await client.request("GET", "/", timeout=0.05)
        assert not caught.value.request_sent
        busy.cancel()
        await asyncio.gather(busy, return_exceptions=True)
        assert client.open_connections == 0


async def test_refused_connection_is_a_connect_error() -> None:
    """Nothing listens there."""
    async with HttpClient("http://127.0.0.1:1") as client:
        with pytest.raises(ConnectError):
            await client.request("GET", "/")
        assert client.open_connections == 0


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


async def test_close_lets_a_request_in_flight_finish(serve: Serve) -> None:
    """Closing refuses new work and waits for the old."""
    release = asyncio.Event()

    async def handler(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await read_request(reader)
        await release.wait()
        writer.write(OK)

    client = HttpClient(await serve(handler))
    flying = asyncio.create_task(client.request("GET", "/"))
    await until_connecting(client)
    closing = asyncio.create_task(client.aclose())
    await asyncio.sleep(0)
    with pytest.raises(ConnectError):
        await client.request("GET", "/")
    release.set()
    assert (await flying).status == 200
    await closing
    assert client.open_connections == 0


async def test_close_cuts_off_what_does_not_finish_in_time(serve: Serve) -> None:
    """The grace is not endless."""
    client = HttpClient(await serve(silent))
    flying = asyncio.create_task(client.request("GET", "/"))
    await until_connecting(client)
    await client.aclose(grace=0.05)
    with pytest.raises(ConnectionClosed):
        await flying
    assert client.open_connections == 0


async def test_https_verifies_the_certificate(serve: Serve) -> None:
    """An https origin that answers in plain text is a connect error."""
    url = await serve(answering(OK))
    context = ssl.create_default_context()
    async with HttpClient(url.replace("http:", "https:"), tls=context) as client:
        with pytest.raises(ConnectError):
            await client.request("GET", "/", timeout=2)


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
