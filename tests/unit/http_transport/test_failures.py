"""Stale connections, deadlines, full pools and closing."""

import asyncio
import ssl

import pytest
from http_transport import ConnectError, ConnectionClosed, HttpClient, PoolTimeout, RequestTimeout

from tests.unit.http_transport.scripted_server import (
    OK,
    Serve,
    answering,
    dying_after_one_answer,
    read_request,
    silent,
    until_connecting,
)


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
