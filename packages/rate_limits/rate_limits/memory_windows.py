"""Windows in this process, for the time that Redis is away."""

import time
from collections import OrderedDict
from collections.abc import Callable
from math import floor

from rate_limits.verdict import Window
from rate_limits.window_storage import WindowStorage

__all__ = ["MemoryWindows"]


class MemoryWindows(WindowStorage):
    """The library's sliding window counter in a bounded number of buckets.

    The library's own memory storage grows with the number of callers and looks at all of them for
    each request, which is what an attacker would wish for. Here the bucket that was used longest
    ago makes room: who has more addresses than there are buckets has quota enough anyway.

    Args:
        most_buckets: Most buckets kept.
        clock: Seconds since whenever, never going back.
    """

    def __init__(
        self, most_buckets: int = 10_000, clock: Callable[[], float] = time.monotonic
    ) -> None:
        super().__init__()
        self._most_buckets = most_buckets
        self._clock = clock
        self._buckets: OrderedDict[str, tuple[int, int, int]] = OrderedDict()

    def __len__(self) -> int:
        return len(self._buckets)

    async def take(self, key: str, limit: int, expiry: int, amount: int) -> tuple[bool, Window]:
        """See `WindowStorage.take`."""
        number, within = divmod(self._clock(), expiry)
        index = int(number)
        last, older, newer = self._buckets.get(key, (index, 0, 0))
        if last != index:
            older, newer = (newer if last == index - 1 else 0), 0
        left = expiry - within
        taken = floor(older * left / expiry) + newer + amount <= limit
        if taken:
            newer += amount
            self._keep(key, (index, older, newer))
        return taken, Window(older, left if older else 0.0, newer, left)

    async def clear(self, key: str) -> None:
        """Empty a bucket."""
        self._buckets.pop(key, None)

    async def check(self) -> bool:
        """Memory is always there."""
        return True

    def _keep(self, key: str, bucket: tuple[int, int, int]) -> None:
        self._buckets[key] = bucket
        self._buckets.move_to_end(key)
        if len(self._buckets) > self._most_buckets:
            self._buckets.popitem(last=False)
