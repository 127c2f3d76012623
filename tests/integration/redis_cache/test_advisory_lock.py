"""Advisory locks on a real Redis."""

from collections.abc import AsyncIterator

import pytest
from redis_cache import AdvisoryLock, Circuit, RedisLink

from tests.fixtures.patient_redis import patient_link

pytestmark = pytest.mark.integration


@pytest.fixture
async def link(fresh_redis_url: str) -> AsyncIterator[RedisLink]:
    """A link to an empty database."""
    link = patient_link(fresh_redis_url)
    yield link
    await link.aclose()


async def test_one_holder_at_a_time(link: RedisLink) -> None:
    """Who comes second is told so, and gets the lock once it is free."""
    async with AdvisoryLock(link, "import", seconds=60).hold() as first:
        async with AdvisoryLock(link, "import", seconds=60).hold() as second:
            assert (first, second) == (True, False)
        async with AdvisoryLock(link, "import", seconds=60).hold() as third:
            assert third is False
    async with AdvisoryLock(link, "import", seconds=60).hold() as fourth:
        assert fourth is True


async def test_a_holder_whose_time_ran_out_does_not_free_the_next_ones_lock(
    link: RedisLink,
) -> None:
    """Only the token that took the lock gives it back."""
    async with AdvisoryLock(link, "import", seconds=60).hold():
        await link.run(("SET", "quintet:lock:import", "next_holder"))
    assert await link.run(("GET", "quintet:lock:import")) == [b"next_holder"]


@pytest.mark.parametrize("when_away", [True, False])
async def test_says_what_it_was_told_to_say_while_redis_is_away(
    fresh_redis_url: str, *, when_away: bool
) -> None:
    """Work that must not stop goes on; work that may wait waits."""
    circuit = Circuit(open_seconds=60.0)
    circuit.failed()
    link = patient_link(fresh_redis_url, circuit)
    async with AdvisoryLock(link, "import", seconds=60, when_away=when_away).hold() as ours:
        assert ours is when_away
    await link.aclose()
