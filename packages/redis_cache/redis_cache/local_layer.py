"""A small cache inside the process, in front of Redis."""

import time
from collections.abc import Callable

__all__ = ["LocalLayer"]


class LocalLayer[Value]:
    """Keeps values for at most a second or so; the oldest makes room when it is full.

    Args:
        ttl_seconds: How stale a value may be when no invalidation arrives.
        max_entries: Most values kept.
        monotonic: A clock in seconds that never goes back.
    """

    __slots__ = ("_entries", "_max_entries", "_monotonic", "_ttl_seconds")

    def __init__(
        self,
        *,
        ttl_seconds: float = 1.0,
        max_entries: int = 10_000,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        self._ttl_seconds = ttl_seconds
        self._max_entries = max_entries
        self._monotonic = monotonic
        self._entries: dict[str, tuple[float, Value]] = {}

    def __len__(self) -> int:
        return len(self._entries)

    def now(self) -> float:
        """Return the layer's clock, to be read once for many look-ups."""
        return self._monotonic()

    def get(self, key: str, now: float) -> tuple[Value] | None:
        """Return the live value in a tuple of one, None when there is no live value."""
        entry = self._entries.get(key)
        if entry is None:
            return None
        if entry[0] <= now:
            del self._entries[key]
            return None
        return (entry[1],)

    def put(self, key: str, value: Value, *, most_seconds: float | None = None) -> None:
        """Keep a value, for less than the layer's time when `most_seconds` is shorter."""
        if self._max_entries <= 0:
            return
        seconds = self._ttl_seconds
        if most_seconds is not None:
            seconds = min(seconds, most_seconds)
        self._entries.pop(key, None)  # a fresh value is also a young one
        if len(self._entries) >= self._max_entries:
            del self._entries[next(iter(self._entries))]
        self._entries[key] = (self._monotonic() + seconds, value)

    def forget(self, key: str) -> None:
        """Drop a value."""
        self._entries.pop(key, None)

    def clear(self) -> None:
        """Drop everything."""
        self._entries.clear()
