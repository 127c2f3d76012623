"""A real process under load, told to stop: not one connection is reset."""

import asyncio
import signal
import sys
from collections import Counter

import pytest
from http_transport import ConnectError, HttpClient, TransportError

SERVER = """
import asyncio
from service_runtime import run_process, serve

async def app(scope, receive, send):
    if scope["type"] == "lifespan":
        while True:
            message = await receive()
            await send({"type": message["type"] + ".complete"})
            if message["type"] == "lifespan.shutdown":
                return
    while (await receive()).get("more_body"):
        pass
    await asyncio.sleep(0.002)
    await send({"type": "http.response.start", "status": 200,
                "headers": [(b"content-length", b"2")]})
    await send({"type": "http.response.body", "body": b"ok"})

def started(port):
    print(port, flush=True)

run_process(lambda: serve(app, host="127.0.0.1", port=0, on_started=started))
print("ended", flush=True)
"""


async def one_connection_per_request(port: int, seen: Counter[str], over: asyncio.Event) -> None:
    """Connect, ask, read to the end; again and again."""
    while not over.is_set():
        try:
            reader, writer = await asyncio.open_connection("127.0.0.1", port)
        except OSError:
            seen["refused"] += 1
            await asyncio.sleep(0.01)
            continue
        try:
            writer.write(b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\n\r\nx")
            answer = await reader.readuntil(b"ok")
            seen["served" if answer.startswith(b"HTTP/1.1 200") else "odd"] += 1
        except (OSError, asyncio.IncompleteReadError):
            seen["lost"] += 1
        finally:
            writer.close()


async def kept_connections(port: int, seen: Counter[str], over: asyncio.Event) -> None:
    """Send requests that may not be repeated over a kept connection."""
    url = f"http://127.0.0.1:{port}"
    async with HttpClient(url, max_connections=1, connect_timeout=0.5) as client:
        while not over.is_set():
            try:
                await client.request("POST", "/", body=b"x")
                seen["served"] += 1
            except ConnectError:
                seen["refused"] += 1
                await asyncio.sleep(0.01)
            except TransportError:
                seen["lost"] += 1


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
async def test_loses_no_request_when_told_to_stop_under_load(number: signal.Signals) -> None:
    """Every accepted connection is served; the process ends cleanly with code 0."""
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-c", SERVER, stdout=asyncio.subprocess.PIPE
    )
    assert process.stdout is not None
    port = int(await process.stdout.readline())
    seen: Counter[str] = Counter()
    over = asyncio.Event()
    clients = [
        asyncio.create_task(play(port, seen, over))
        for play in (one_connection_per_request, kept_connections)
        for _ in range(6)
    ]
    try:
        async with asyncio.timeout(90):
            while seen["served"] < 200:  # noqa: ASYNC110  a counter has no event
                await asyncio.sleep(0.01)
            process.send_signal(number)
            assert await process.wait() == 0
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()
        over.set()
        await asyncio.gather(*clients)
    assert await process.stdout.read() == b"ended\n"
    assert seen["lost"] == seen["odd"] == 0
    assert seen["served"] > 200
