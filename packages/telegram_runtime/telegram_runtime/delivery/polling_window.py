"""Which updates may be confirmed: those below the lowest one that is not finished."""

from collections.abc import Iterable


class PollingWindow:
    """Knows what was fetched and not yet confirmed.

    Telegram confirms all that is below the offset of a request, and sends again all that is not
    below it. So the offset stays at the lowest update whose effect is not stored; those above it
    that come again are known here and not handled twice.
    """

    def __init__(self) -> None:
        self._unfinished: set[int] = set()
        self._finished: set[int] = set()

    @property
    def unfinished(self) -> int:
        """How many updates are being handled or wait for it."""
        return len(self._unfinished)

    @property
    def offset(self) -> int | None:
        """The offset of the next request; none when there is nothing to confirm."""
        if self._unfinished:
            return min(self._unfinished)
        return max(self._finished) + 1 if self._finished else None

    def admit(self, update_ids: Iterable[int]) -> list[int]:
        """Takes what a request brought.

        Returns:
            Those that are new, lowest first; they count as unfinished from now on.
        """
        new = sorted(set(update_ids) - self._unfinished - self._finished)
        self._unfinished.update(new)
        return new

    def finish(self, update_id: int) -> None:
        """Notes that the effect of an update is stored."""
        self._unfinished.discard(update_id)
        self._finished.add(update_id)

    def confirmed(self, offset: int | None) -> None:
        """Notes that Telegram has answered a request with this offset.

        It has forgotten all below it, and so do we: after a week of silence Telegram goes on with
        any number, a lower one perhaps, which an old offset would hide for ever.
        """
        if offset is not None:
            self._finished = {each for each in self._finished if each >= offset}
