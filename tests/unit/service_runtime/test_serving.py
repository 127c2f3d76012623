"""Deadlines for clients, and an end without losses, inside the test's loop."""

import asyncio
import socket

import pytest
from http_transport import ConnectionClosed, HttpClient
from service_runtime import HealthRegistry, ReceiveLimits, ServingOptions, serve, service_info
from starlette.types import Message, Receive, Scope, Send

from tests.unit.service_runtime.running_server import running

QUICK = ServingOptions(
    drain_seconds=0.02,
    silent_seconds=0.05,
    shutdown_seconds=1.0,
    receive=ReceiveLimits(head_seconds=0.1, request_seconds=0.2, max_head_bytes=4096),
)


class Gate:
    """An application that holds its answers back until the gate opens."""

    def __init__(self) -> None:
        self.open = asyncio.Event()
        self.entered = asyncio.Event()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request, or the lifespan."""
        if scope["type"] == "lifespan":
            await accept_lifespan(receive, send)
            return
        while True:
            message = await receive()
            if message["type"] == "http.disconnect":
                return
            if not message["more_body"]:
                break
        self.entered.set()
        if scope["path"] == "/held":
            await self.open.wait()
        headers = [(b"content-length", b"2")]
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        await send({"type": "http.response.body", "body": b"ok"})


async def accept_lifespan(receive: Receive, send: Send) -> None:
    """Complete startup and shutdown."""
    while True:
        message: Message = await receive()
        await send({"type": f"{message['type']}.complete"})
        if message["type"] == "lifespan.shutdown":
            return


async def until_draining(health: HealthRegistry) -> None:
    """Wait until the server has heard that it shall stop."""
    async with asyncio.timeout(5):
        while not health.draining:  # noqa: ASYNC110  the registry has no event for tests
            await asyncio.sleep(0.001)


async def test_a_request_in_flight_is_finished_and_says_goodbye() -> None:
    """Its response ends the connection."""
    gate = Gate()
    health = HealthRegistry(service_info("x"))
    async with running(gate, QUICK, health) as server, HttpClient(server.url) as client:
        flying = asyncio.create_task(client.request("POST", "/held", body=b"x"))
        await gate.entered.wait()
        server.stop.set()
        await until_draining(health)
        gate.open.set()
        response = await flying
    assert response.status == 200
    assert response.header("connection") == "close"


async def test_readiness_falls_at_once_and_requests_are_served_on() -> None:
    """During the drain window everything still works, once per connection."""
    health = HealthRegistry(service_info("x"))
    options = ServingOptions(drain_seconds=2.0)
    async with running(Gate(), options, health) as server, HttpClient(server.url) as client:
        server.stop.set()
        await until_draining(health)
        response = await client.request("POST", "/", body=b"x")
        assert response.header("connection") == "close"


async def test_a_connection_just_made_may_still_send_its_request() -> None:
    """Accepted before the end means served."""
    async with running(Gate(), QUICK) as server:
        reader, writer = await asyncio.open_connection("127.0.0.1", server.port)
        server.stop.set()
        await asyncio.sleep(0)
        writer.write(b"GET / HTTP/1.1\r\nHost: x\r\n\r\n")
        assert (await reader.read(-1)).endswith(b"ok")
        writer.close()


async def test_work_that_never_ends_is_cut_off() -> None:
    """The deadline of the shutdown holds."""
    gate = Gate()
    options = ServingOptions(drain_seconds=0.0, shutdown_seconds=0.1)
    async with running(gate, options) as server, HttpClient(server.url) as client:
        flying = asyncio.create_task(client.request("POST", "/held", body=b"x"))
        await gate.entered.wait()
        await server.ended()
        with pytest.raises(ConnectionClosed):
            await flying


@pytest.mark.parametrize(
    ("sent", "status"),
    [
        (b"", b""),
        (b"GET / HT", b"HTTP/1.1 408 "),
        (b"GET / HTTP/1.1\r\nHost: x\r\n", b"HTTP/1.1 408 "),
        (b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 10\r\n\r\nabc", b"HTTP/1.1 408 "),
        (b"GET / HTTP/1.1\r\n" + b"X-Long: " + b"y" * 8000, b"HTTP/1.1 431 "),
        (b"GET /?" + b"y" * 70_000 + b" HTTP/1.1\r\nHost: x\r\n\r\n", b"HTTP/1.1 431 "),
        (b"no HTTP at all\r\n\r\n", b"HTTP/1.1 400 "),
    ],
)
async def test_slow_and_endless_requests_are_ended(sent: bytes, status: bytes) -> None:
    """Slowloris gets a 408, endless heads a 431, what is no HTTP a 400, silence a closed door."""
    async with running(Gate(), QUICK) as server:
        reader, writer = await asyncio.open_connection("127.0.0.1", server.port)
        writer.write(sent)
        async with asyncio.timeout(5):
            answer = await reader.read(-1)
        writer.close()
    assert answer[:13] == status
    if status:
        assert b"application/problem+json" in answer


async def test_an_address_in_use_is_an_error_that_says_so() -> None:
    """The note names the address."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(OSError, match="in use") as caught:
            await serve(Gate(), host="127.0.0.1", port=port)
    assert str(port) in caught.value.__notes__[0]
