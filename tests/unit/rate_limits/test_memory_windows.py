"""Counting in this process while Redis is away."""

import pytest
from rate_limits import Caller, Policy, PolicyTable, RateLimits, Tier
from rate_limits.memory_windows import MemoryWindows

DEFAULT = Policy.of("default", {**dict.fromkeys(Tier, 5), Tier.STAFF: 50})
DEAR = Policy.of("dear", dict.fromkeys(Tier, 20), cost=10)
LOG_IN = Policy.of("log_in_account", dict.fromkeys(Tier, 2))
TABLE = PolicyTable(DEFAULT, {("GET", "/dear"): DEAR}, (LOG_IN,))
ADA = Caller(Tier.USER, "user:ada")


async def accepted(limits: RateLimits, route: tuple[str, str], caller: Caller) -> int:
    """How many of a hundred requests pass."""
    return sum([(await limits.charge(*route, caller)).accepted for _ in range(100)])


async def test_each_tier_has_its_quota_in_each_class() -> None:
    """One caller's requests take nothing from another's, nor from another class."""
    limits = RateLimits(None, TABLE)
    staff, bob = Caller(Tier.STAFF, "user:eve"), Caller(Tier.USER, "user:bob")
    assert await accepted(limits, ("GET", "/cheap"), ADA) == 5
    assert await accepted(limits, ("POST", "/other"), ADA) == 0
    assert await accepted(limits, ("GET", "/dear"), ADA) == 2
    assert await accepted(limits, ("GET", "/cheap"), bob) == 5
    assert await accepted(limits, ("GET", "/cheap"), staff) == 50
    verdicts = [await limits.charge_policy("log_in_account", ADA) for _ in range(3)]
    assert [verdict.accepted for verdict in verdicts] == [True, True, False]


async def test_a_load_test_may_have_more() -> None:
    """All quotas grow alike; the control of the numbers above."""
    limits = RateLimits(None, PolicyTable(DEFAULT, {("GET", "/dear"): DEAR}, scale=3.0))
    assert await accepted(limits, ("GET", "/cheap"), ADA) == 15
    assert await accepted(limits, ("GET", "/dear"), ADA) == 6


def test_a_quota_below_one_request_is_a_mistake() -> None:
    """Nobody could ever ask."""
    with pytest.raises(ValueError, match="could never make one request"):
        Policy.of("dear", dict.fromkeys(Tier, 9), cost=10)


async def test_memory_is_bounded() -> None:
    """Whoever asked longest ago makes room."""
    windows = MemoryWindows(most_buckets=100)
    for number in range(1_000):
        await windows.take(f"key_{number}", 5, 60, 1)
    assert len(windows) == 100
    assert await windows.get_sliding_window("key_999", 60) != (0, 0.0, 0, 0.0)


async def test_old_windows_fade() -> None:
    """The share of the former window shrinks until it is gone."""
    now = [0.0]
    windows = MemoryWindows(clock=lambda: now[0])

    async def taken() -> int:
        return sum([(await windows.take("key", 60, 60, 1))[0] for _ in range(100)])

    assert await taken() == 60
    now[0] = 90.0
    assert await taken() == 30
    now[0] = 300.0
    assert await taken() == 60


async def test_the_librarys_own_strategy_works_on_it() -> None:
    """It is a storage of the library, with its sliding window."""
    windows = MemoryWindows()
    assert await windows.acquire_sliding_window_entry("key", 1, 60)
    assert not await windows.acquire_sliding_window_entry("key", 1, 60)
    await windows.clear_sliding_window("key", 60)
    assert await windows.acquire_sliding_window_entry("key", 1, 60)
    assert await windows.check()
