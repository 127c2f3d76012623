"""Figures and headers of a verdict."""

from hypothesis import given
from hypothesis import strategies as some
from rate_limits import Caller, Policy, Tier
from rate_limits.memory_windows import MemoryWindows
from rate_limits.verdict import Verdict, Window
from rate_limits.window_limiter import WindowLimiter

QUOTAS = dict.fromkeys(Tier, 10)
POLICY = Policy.of("orders", QUOTAS, cost=2, seconds=60)


def test_tells_quota_and_rest_as_structured_fields() -> None:
    """As the IETF's draft has them."""
    verdict = Verdict.of(POLICY, 10, Window(4, 30.0, 3, 29.5), accepted=True)
    assert verdict.headers == [
        (b"ratelimit-policy", b'"orders";q=10;w=60'),
        (b"ratelimit", b'"orders";r=5;t=30'),
    ]


def test_a_refusal_tells_when_to_come_again() -> None:
    """Never at once, so that nobody hammers."""
    verdict = Verdict.of(POLICY, 10, Window(0, 0.0, 10, 12.2), accepted=False)
    assert verdict.remaining == 0
    # 12.2 s to the end of this window, then 27 of its 60 s until less than 9 units count.
    assert (b"retry-after", b"19") in verdict.headers


class Clock:
    """A clock that a test turns."""

    def __init__(self) -> None:
        self.now = 1_000.0

    def __call__(self) -> float:
        """The present moment in seconds."""
        return self.now


@given(
    steps=some.lists(some.floats(0.0, 40.0), max_size=60),
    quota=some.integers(2, 30),
    cost=some.integers(1, 2),
)
async def test_whoever_waits_as_told_is_let_in(steps: list[float], quota: int, cost: int) -> None:
    """And never waits more than two windows, whatever was asked before."""
    clock = Clock()
    limiter = WindowLimiter(MemoryWindows(clock=clock))
    policy = Policy.of("orders", dict.fromkeys(Tier, quota), cost=cost, seconds=60)
    caller = Caller.guest("203.0.113.5")
    for step in steps:
        clock.now += step
        verdict = await limiter.charge(policy, caller)
        for _ in range(quota):
            if verdict.accepted:
                verdict = await limiter.charge(policy, caller)
        if not verdict.accepted:
            assert 1 <= verdict.retry_after_seconds <= 121
            clock.now += verdict.retry_after_seconds
            assert (await limiter.charge(policy, caller)).accepted
