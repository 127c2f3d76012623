"""Cache-aside on a real Redis, seen from two processes: two caches that share nothing else."""

import asyncio
from collections.abc import AsyncIterator, Mapping, Sequence

import pytest
from redis_cache import CacheAside, Circuit, LocalLayer, RedisLink

from tests.fixtures.patient_redis import patient_link

pytestmark = pytest.mark.integration


class Source:
    """Knows some values and counts what it is asked."""

    def __init__(self, values: dict[str, str]) -> None:
        self.values = values
        self.asked: list[list[str]] = []

    async def load(self, keys: Sequence[str]) -> Mapping[str, str]:
        """Answer as of now."""
        self.asked.append(list(keys))
        return {key: self.values[key] for key in keys if key in self.values}


@pytest.fixture
async def link(fresh_redis_url: str) -> AsyncIterator[RedisLink]:
    """A link to an empty database."""
    link = patient_link(fresh_redis_url)
    yield link
    await link.aclose()


def cache(link: RedisLink, *, version: int = 1, missing_seconds: float = 60.0) -> CacheAside[str]:
    """A cache as another process would have it; nothing is kept in the process."""
    return CacheAside[str](
        link,
        name="test",
        version=version,
        encode=str.encode,
        decode=bytes.decode,
        missing_seconds=missing_seconds,
        local=LocalLayer[str | None](max_entries=0),
    )


async def test_processes_share_what_one_of_them_loaded(link: RedisLink) -> None:
    """The second process does not ask the source, neither for known nor for unknown keys."""
    source = Source({"a": "1"})
    assert await cache(link).get_many(["a", "b"], source.load) == {"a": "1"}
    assert await cache(link).get_many(["a", "b"], source.load) == {"a": "1"}
    assert source.asked == [["a", "b"]]


async def test_forget_reaches_the_other_processes(link: RedisLink) -> None:
    """After an invalidation everybody asks the source again."""
    source = Source({"a": "old"})
    await cache(link).get("a", source.load)
    source.values["a"] = "new"
    await cache(link).forget(["a"])
    assert await cache(link).get("a", source.load) == "new"


async def test_a_value_read_before_the_change_is_not_stored_after_it(link: RedisLink) -> None:
    """The invalidation takes the lease away, so the slow reader stores nothing."""
    one, other = cache(link), cache(link)
    reached, gate = asyncio.Event(), asyncio.Event()

    async def slow(keys: Sequence[str]) -> Mapping[str, str]:
        reached.set()
        await gate.wait()
        return dict.fromkeys(keys, "old")

    reader = asyncio.create_task(one.get("a", slow))
    await reached.wait()
    await other.forget(["a"])
    gate.set()
    assert await reader == "old"
    assert await other.get("a", Source({"a": "new"}).load) == "new"


async def test_another_encoding_has_other_keys(link: RedisLink) -> None:
    """A release that encodes differently never reads what the one before has stored."""
    await cache(link, version=1).get("a", Source({"a": "1"}).load)
    source = Source({"a": "2"})
    assert await cache(link, version=2).get("a", source.load) == "2"
    assert source.asked == [["a"]]


async def test_what_cannot_be_read_counts_as_a_miss(link: RedisLink) -> None:
    """Rubbish under a key costs a look-up, not an error."""
    await link.run(("SET", "quintet:test:v1:a", b"v\xff\xfe"), ("SET", "quintet:test:v1:b", b"?"))
    source = Source({"a": "1", "b": "2"})
    assert await cache(link).get_many(["a", "b"], source.load) == {"a": "1", "b": "2"}


async def test_a_flush_costs_speed_and_nothing_else(link: RedisLink) -> None:
    """After FLUSHALL the source answers once more."""
    source = Source({"a": "1"})
    await cache(link).get("a", source.load)
    await link.run(("FLUSHDB",))
    assert await cache(link).get("a", source.load) == "1"
    assert len(source.asked) == 2


async def test_an_invalidation_that_redis_missed_is_made_up_for(
    link: RedisLink, fresh_redis_url: str
) -> None:
    """Nothing is read from Redis before it has heard of the change."""
    circuit = Circuit(open_seconds=60.0)
    fragile = patient_link(fresh_redis_url, circuit)
    values, source = cache(fragile), Source({"a": "old"})
    await values.get("a", source.load)
    circuit.failed()
    source.values["a"] = "new"
    await values.forget(["a"])
    assert await values.get("a", source.load) == "new"  # Redis is away: the source answers
    circuit.succeeded()
    assert await values.get("a", source.load) == "new"
    assert await cache(link).get("a", source.load) == "new"
    await fragile.aclose()
