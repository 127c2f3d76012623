"""Limits on a real Redis: shared by processes, one round trip, and a way without it."""

import asyncio
from collections.abc import AsyncIterator
from urllib.parse import urlsplit, urlunsplit

import pytest
from rate_limits import Caller, Policy, PolicyTable, RateLimits, Tier
from rate_limits.redis_windows import RedisLinkStorage
from redis_cache import Circuit, RedisAway, RedisLink

from tests.fixtures.eventually import eventually
from tests.fixtures.patient_redis import patient_link
from tests.fixtures.severable_proxy import SeverableProxy

# One after the other: one of them makes Redis forget its scripts, one counts on them.
pytestmark = [pytest.mark.integration, pytest.mark.xdist_group("redis_scripts")]

TABLE = PolicyTable(Policy.of("default", dict.fromkeys(Tier, 20), seconds=3600), {})
ADA = Caller(Tier.USER, "user:ada")


@pytest.fixture
async def link(fresh_redis_url: str) -> AsyncIterator[RedisLink]:
    """A link to an empty database."""
    link = patient_link(fresh_redis_url)
    yield link
    await link.aclose()


async def accepted(limits: RateLimits, requests: int = 30) -> int:
    """How many of so many concurrent requests pass."""
    verdicts = await asyncio.gather(*(limits.charge("GET", "/", ADA) for _ in range(requests)))
    return sum(verdict.accepted for verdict in verdicts)


async def test_processes_share_one_count(link: RedisLink) -> None:
    """Exactly the quota passes, however many ask at once."""
    counts = await asyncio.gather(*(accepted(RateLimits(link, TABLE)) for _ in range(3)))
    assert sum(counts) == 20


async def test_a_request_is_one_command_beside_those_of_others(
    link: RedisLink, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Decision and figures come back in the round trip that others make anyway."""
    limits = RateLimits(link, TABLE)
    await limits.charge("GET", "/", ADA)  # makes the script known
    trips: list[int] = []
    original = RedisLink._round_trip

    async def counted(self: RedisLink, batch: list[object]) -> object:
        trips.append(len(batch))
        return await original(self, batch)  # type: ignore[arg-type]  # as the link itself gives it

    monkeypatch.setattr(RedisLink, "_round_trip", counted)
    verdict, _ = await asyncio.gather(limits.charge("GET", "/", ADA), link.run(("GET", "standing")))
    assert trips == [2]
    assert (verdict.accepted, verdict.remaining) == (True, 18)


async def test_a_flushed_redis_learns_the_script_anew(link: RedisLink) -> None:
    """Nobody notices but the quotas, which start again."""
    limits = RateLimits(link, TABLE)
    assert await accepted(limits) == 20
    # The data of other tests is in other databases; scripts are the whole server's.
    await link.run(("FLUSHDB",), ("SCRIPT FLUSH",))
    assert await accepted(limits) == 20


async def test_the_figures_are_those_of_the_library(link: RedisLink) -> None:
    """Its own calls work on the same buckets."""
    storage = RedisLinkStorage(link)
    assert await storage.acquire_sliding_window_entry("key", 3, 60, 2)
    assert not await storage.acquire_sliding_window_entry("key", 3, 60, 2)
    previous, _, current, seconds = await storage.get_sliding_window("key", 60)
    assert (previous, current) == (0, 2)
    assert 55 < seconds <= 60
    await storage.clear_sliding_window("key", 60)
    assert await storage.get_sliding_window("key", 60) == (0, 0.0, 0, 60.0)
    assert await storage.check()


async def test_limits_hold_while_redis_is_away_and_return_with_it(fresh_redis_url: str) -> None:
    """Each process counts for itself meanwhile."""
    parts = urlsplit(fresh_redis_url)
    assert parts.hostname is not None
    assert parts.port is not None
    async with SeverableProxy(parts.hostname, parts.port) as proxy:
        netloc = f"{parts.netloc.rpartition('@')[0]}@127.0.0.1:{proxy.port}"
        circuit = Circuit(open_seconds=0.05)
        link = patient_link(urlunsplit(parts._replace(netloc=netloc)), circuit)
        limits = RateLimits(link, TABLE)
        assert await accepted(limits) == 20
        await proxy.cut()
        assert await accepted(limits) == 20
        assert await accepted(limits) == 0
        await proxy.mend()

        async def redis_counts_again() -> bool | None:
            try:
                await link.run(("FLUSHDB",))
            except RedisAway:
                return None
            return await accepted(limits) == 20 or None

        await eventually(redis_counts_again, "Redis counts again")
        await link.aclose()
