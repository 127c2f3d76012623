"""The link to a real Redis."""

import asyncio
from collections.abc import AsyncIterator
from urllib.parse import urlsplit, urlunsplit

import pytest
from redis.exceptions import ResponseError
from redis_cache import Circuit, RedisAway, RedisLink

from tests.fixtures.patient_redis import patient_link
from tests.fixtures.severable_proxy import SeverableProxy

pytestmark = pytest.mark.integration


@pytest.fixture
async def link(fresh_redis_url: str) -> AsyncIterator[RedisLink]:
    """A link to an empty database."""
    link = patient_link(fresh_redis_url)
    yield link
    await link.aclose()


@pytest.fixture
async def proxy(fresh_redis_url: str) -> AsyncIterator[SeverableProxy]:
    """A proxy in front of Redis."""
    parts = urlsplit(fresh_redis_url)
    assert parts.hostname is not None
    assert parts.port is not None
    async with SeverableProxy(parts.hostname, parts.port) as proxy:
        yield proxy


@pytest.fixture
async def fragile_link(
    fresh_redis_url: str, proxy: SeverableProxy
) -> AsyncIterator[tuple[RedisLink, Circuit]]:
    """A link through the proxy, with its circuit."""
    parts = urlsplit(fresh_redis_url)
    netloc = f"{parts.netloc.rpartition('@')[0]}@127.0.0.1:{proxy.port}"
    circuit = Circuit(open_seconds=60.0)
    link = patient_link(urlunsplit(parts._replace(netloc=netloc)), circuit)
    yield link, circuit
    await link.aclose()


async def test_answers_each_caller_in_order(link: RedisLink) -> None:
    """Many callers at once get the replies to their own commands."""
    await asyncio.gather(*(link.run(("SET", f"key_{i}", i)) for i in range(700)))
    replies = await asyncio.gather(
        *(link.run(("GET", f"key_{i}"), ("EXISTS", f"key_{i}")) for i in range(700))
    )
    assert replies == [[str(i).encode(), 1] for i in range(700)]


async def test_cancelled_callers_never_leave_their_reply_to_another(link: RedisLink) -> None:
    """The trap of redis-py: a command is cancelled, its reply answers the next one."""
    await asyncio.gather(*(link.run(("SET", f"key_{i}", i)) for i in range(50)))
    for round_number in range(20):
        callers = [asyncio.create_task(link.run(("GET", f"key_{i}"))) for i in range(50)]
        for _ in range(round_number % 4):
            await asyncio.sleep(0)
        for caller in callers[::2]:
            caller.cancel()
        rest = await asyncio.gather(*callers[1::2])
        assert rest == [[str(i).encode()] for i in range(1, 50, 2)]
        await asyncio.gather(*callers, return_exceptions=True)


async def test_a_refused_command_fails_its_caller_alone(link: RedisLink) -> None:
    """A mistake of one caller does not touch the others of the same round trip."""
    outcomes = await asyncio.gather(
        link.run(("SET", "text", "x")),
        link.run(("INCR", "text")),
        link.run(("GET", "text")),
        return_exceptions=True,
    )
    assert isinstance(outcomes[1], ResponseError)
    assert outcomes[2] == [b"x"]


async def test_says_that_redis_is_away_and_does_not_ask_again_at_once(
    fragile_link: tuple[RedisLink, Circuit], proxy: SeverableProxy
) -> None:
    """A failure opens the circuit; when it closes, the link works as before."""
    link, circuit = fragile_link
    await link.run(("SET", "a", "1"))
    await proxy.cut()
    with pytest.raises(RedisAway):
        await link.run(("GET", "a"))
    await proxy.mend()
    with pytest.raises(RedisAway, match="left alone"):
        await link.run(("GET", "a"))
    circuit.succeeded()
    assert await link.run(("GET", "a")) == [b"1"]


async def test_a_connection_that_died_idle_is_replaced_without_an_error(
    fragile_link: tuple[RedisLink, Circuit], proxy: SeverableProxy
) -> None:
    """A restart of Redis between two commands is not noticed."""
    link, _ = fragile_link
    await link.run(("SET", "a", "1"))
    await proxy.cut()
    await proxy.mend()
    assert await link.run(("GET", "a")) == [b"1"]
