"""Whatever becomes of requests, every slot of the pool comes back."""

import asyncio
import random

import pytest
from http_transport import HttpClient, TransportError
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.unit.http_transport.scripted_server import Serve

FATES = ("answer", "close", "stall", "half", "answer_and_close", "garbage")


async def fateful(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    """Do to each request what its path says, and echo the path so that mix-ups show."""
    while True:
        head = await reader.readuntil(b"\r\n\r\n")
        path = head.split(b" ")[1]
        fate = path.split(b"/")[1].decode()
        body = b"%b" % path
        answer = b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n%b" % (len(body), body)
        if fate == "close":
            return
        if fate == "stall":
            await asyncio.sleep(0.02)
        if fate == "half":
            writer.write(answer[:-1])
            return
        if fate == "garbage":
            writer.write(b"\0\0\0")
            return
        writer.write(answer)
        if fate == "answer_and_close":
            return


async def play(client: HttpClient, path: str, give_up_after: float | None) -> None:
    """Send one request, perhaps give up on it, and check that the answer is its own."""
    try:
        async with asyncio.timeout(give_up_after):
            response = await client.request("GET", path, timeout=0.2)
    except (TransportError, TimeoutError):
        return
    assert response.body.decode() == path


@pytest.mark.parametrize("seed", range(4))
async def test_slots_survive_a_storm_of_cancellations(serve: Serve, seed: int) -> None:
    """After hundreds of requests of every fate the pool is whole and still works."""
    chance = random.Random(seed)
    async with HttpClient(await serve(fateful), max_connections=5) as client:
        await asyncio.gather(
            *(
                play(
                    client,
                    f"/{chance.choice(FATES)}/{number}",
                    chance.choice((None, 0.0, 0.001, 0.005, 0.02)),
                )
                for number in range(300)
            )
        )
        assert client.open_connections == client.idle_connections
        assert client.open_connections <= 5
        for number in range(10):
            response = await client.request("GET", f"/answer/after_{number}")
            assert response.body == b"/answer/after_%d" % number


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    plan=st.lists(
        st.tuples(st.sampled_from(FATES), st.sampled_from([None, 0.0, 0.002])), max_size=12
    ),
    size=st.integers(1, 3),
)
async def test_any_plan_of_fates_leaves_the_pool_whole(
    serve: Serve, plan: list[tuple[str, float | None]], size: int
) -> None:
    """Property: open slots equal idle connections once nothing is in flight."""
    async with HttpClient(await serve(fateful), max_connections=size) as client:
        await asyncio.gather(
            *(play(client, f"/{fate}/{n}", patience) for n, (fate, patience) in enumerate(plan))
        )
        assert client.open_connections == client.idle_connections <= size
        assert (await client.request("GET", "/answer/end")).status == 200
