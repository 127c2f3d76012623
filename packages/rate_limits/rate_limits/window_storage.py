"""What the two storages of windows have in common."""

from abc import abstractmethod

from limits.aio.storage import SlidingWindowCounterSupport, Storage

from rate_limits.verdict import Window

__all__ = ["WindowStorage"]


class WindowStorage(Storage, SlidingWindowCounterSupport):
    """A storage of the library for its sliding window alone, with one call that takes and looks."""

    STORAGE_SCHEME = None

    @property
    def base_exceptions(self) -> type[Exception]:
        """What the library could wrap, if it were asked to."""
        return OSError

    @abstractmethod
    async def take(self, key: str, limit: int, expiry: int, amount: int) -> tuple[bool, Window]:
        """Take units from a bucket unless that is more than it holds.

        Args:
            key: Names the bucket.
            limit: Units of a window.
            expiry: Seconds of a window.
            amount: Units to take.
        """

    async def acquire_sliding_window_entry(
        self, key: str, limit: int, expiry: int, amount: int = 1
    ) -> bool:
        """See the library: `take` without the look."""
        return (await self.take(key, limit, expiry, amount))[0]

    async def get_sliding_window(self, key: str, expiry: int) -> tuple[int, float, int, float]:
        """See the library: the look alone, which takes nothing."""
        _, window = await self.take(key, 0, expiry, 1)
        return (
            window.previous_count,
            window.previous_seconds,
            window.current_count,
            window.current_seconds,
        )

    async def clear_sliding_window(self, key: str, expiry: int) -> None:  # noqa: ARG002  of others
        """See the library: empties a bucket."""
        await self.clear(key)

    async def incr(self, key: str, expiry: int, amount: int = 1) -> int:
        """Only fixed windows count so."""
        raise NotImplementedError

    async def get(self, key: str) -> int:
        """Only fixed windows count so."""
        raise NotImplementedError

    async def get_expiry(self, key: str) -> float:
        """Only fixed windows count so."""
        raise NotImplementedError

    async def reset(self) -> int | None:
        """Nobody may empty all buckets at once."""
        raise NotImplementedError
