"""Tells waiting relays that the outbox has new rows."""

import asyncio


class OutboxSignal:
    """One signal for all waiters of this process.

    A commit in this process wakes them at once. `unannounced` is set until the listener has told
    the other processes; several commits in between are one announcement.
    """

    def __init__(self) -> None:
        self._changed = asyncio.Event()
        self.unannounced = asyncio.Event()
        self._closed = False

    def written(self) -> None:
        """Rows were committed by this process."""
        self.unannounced.set()
        self.wake()

    def wake(self) -> None:
        """Wake all who wait now."""
        self._changed.set()
        self._changed = asyncio.Event()

    def close(self) -> None:
        """End all waiting, now and later: the service is shutting down."""
        self._closed = True
        self.wake()

    def is_closed(self) -> bool:
        """Return whether nobody shall wait any more."""
        return self._closed

    def next_change(self) -> asyncio.Event:
        """Return what will be set by the next change.

        Take it before looking at the outbox: a change between the look and the wait is not lost.
        """
        return self._changed
