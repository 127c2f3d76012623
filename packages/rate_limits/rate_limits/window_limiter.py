"""The library's sliding window counter, asked once for decision and figures."""

from limits.aio.strategies import SlidingWindowCounterRateLimiter

from rate_limits.caller import Caller
from rate_limits.policy import Policy
from rate_limits.verdict import Verdict
from rate_limits.window_storage import WindowStorage

__all__ = ["WindowLimiter"]


class WindowLimiter(SlidingWindowCounterRateLimiter):
    """`hit` and `get_window_stats` in one round trip.

    Args:
        windows: Where the buckets are.
    """

    def __init__(self, windows: WindowStorage) -> None:
        super().__init__(windows)
        self._windows = windows

    async def charge(self, policy: Policy, caller: Caller, requests: int = 1) -> Verdict:
        """Take the cost of some requests from the caller's bucket, if it holds as much."""
        item = policy.items[caller.tier]
        accepted, window = await self._windows.take(
            item.key_for(caller.key), item.amount, policy.seconds, policy.cost * requests
        )
        return Verdict.of(policy, item.amount, window, accepted=accepted)
