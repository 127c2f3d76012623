"""Cache-aside while there is no Redis: the source answers, and the process remembers."""

import asyncio
from collections.abc import Mapping, Sequence

import pytest
from redis_cache import CacheAside, LocalLayer


class Source:
    """Knows some values, counts what it is asked, and can be held up."""

    def __init__(self, values: dict[str, str]) -> None:
        self.values = values
        self.asked: list[list[str]] = []
        self.gate = asyncio.Event()
        self.gate.set()
        self.reached = asyncio.Event()

    async def load(self, keys: Sequence[str]) -> Mapping[str, str]:
        """Answer as of the moment of the call, once the gate is open."""
        self.asked.append(list(keys))
        answer = {key: self.values[key] for key in keys if key in self.values}
        self.reached.set()
        await self.gate.wait()
        return answer


def cache(local_seconds: float = 60.0) -> CacheAside[str]:
    """A cache of strings without Redis."""
    return CacheAside[str](
        None,
        name="test",
        version=1,
        encode=str.encode,
        decode=bytes.decode,
        local=LocalLayer[str | None](ttl_seconds=local_seconds),
    )


async def test_asks_the_source_once_for_each_key() -> None:
    """What is known is not asked for again, and repeated keys are one."""
    source = Source({"a": "1", "b": "2"})
    values = cache()
    assert await values.get_many(["a", "a"], source.load) == {"a": "1"}
    assert await values.get_many(["a", "b"], source.load) == {"a": "1", "b": "2"}
    assert source.asked == [["a"], ["b"]]


async def test_remembers_that_a_key_is_unknown() -> None:
    """The second look-up of an unknown key does not reach the source."""
    source = Source({})
    values = cache()
    assert await values.get("a", source.load) is None
    assert await values.get("a", source.load) is None
    assert source.asked == [["a"]]


async def test_lookups_of_the_same_moment_share_a_flight() -> None:
    """Many callers, one question; callers that need more ask for the rest alone."""
    source = Source({"a": "1", "b": "2"})
    source.gate.clear()
    values = cache()
    first = asyncio.create_task(values.get("a", source.load))
    await source.reached.wait()
    others = [asyncio.create_task(values.get_many(["a", "b"], source.load)) for _ in range(5)]
    source.reached.clear()
    await source.reached.wait()
    source.gate.set()
    assert await first == "1"
    assert await asyncio.gather(*others) == [{"a": "1", "b": "2"}] * 5
    assert source.asked == [["a"], ["b"]]


async def test_a_cancelled_caller_leaves_the_answer_to_the_others() -> None:
    """The flight belongs to nobody."""
    source = Source({"a": "1"})
    source.gate.clear()
    values = cache()
    first = asyncio.create_task(values.get("a", source.load))
    await source.reached.wait()
    second = asyncio.create_task(values.get("a", source.load))
    await asyncio.sleep(0)
    first.cancel()
    source.gate.set()
    assert await second == "1"
    with pytest.raises(asyncio.CancelledError):
        await first
    assert source.asked == [["a"]]


async def test_an_error_of_the_source_reaches_every_caller_and_is_not_kept() -> None:
    """Failure is not cached."""
    values = cache()

    async def fail(keys: Sequence[str]) -> Mapping[str, str]:
        await asyncio.sleep(0)
        raise LookupError(keys)

    outcomes = await asyncio.gather(
        values.get("a", fail), values.get("a", fail), return_exceptions=True
    )
    assert [type(outcome) for outcome in outcomes] == [LookupError, LookupError]
    assert await values.get("a", Source({"a": "1"}).load) == "1"


async def test_what_was_read_before_forget_is_not_kept_after_it() -> None:
    """A flight that began before the change must not survive it, nor be joined after it."""
    source = Source({"a": "old"})
    source.gate.clear()
    values = cache()
    early = asyncio.create_task(values.get("a", source.load))
    await source.reached.wait()
    source.values["a"] = "new"
    await values.forget(["a"])
    late = asyncio.create_task(values.get("a", source.load))
    source.gate.set()
    assert await early == "old"
    assert await late == "new"
    assert await values.get("a", source.load) == "new"
    assert source.asked == [["a"], ["a"]]
