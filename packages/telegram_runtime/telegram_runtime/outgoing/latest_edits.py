"""Of several edits that wait for one message, only the last is worth sending."""

from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count

type MessageKey = tuple[int | str, int]
"""Chat and message."""


class Edit:
    """An edit that waits.

    Args:
        edits: All that wait.
        key: The message.
        number: Its own number; later ones are higher.
    """

    def __init__(self, edits: "LatestEdits", key: MessageKey, number: int) -> None:
        self._edits = edits
        self._key = key
        self._number = number

    @property
    def is_superseded(self) -> bool:
        """Whether a later edit of the message waits too."""
        return self._edits.latest_of(self._key) != self._number


class LatestEdits:
    """Knows the last edit that waits for each message."""

    def __init__(self) -> None:
        self._numbers = count(1)
        self._latest: dict[MessageKey, int] = {}

    def latest_of(self, key: MessageKey) -> int | None:
        """The number of the last edit that waits for the message."""
        return self._latest.get(key)

    @contextmanager
    def waiting(self, key: MessageKey) -> Iterator[Edit]:
        """Yields the edit, which supersedes those that wait already."""
        number = next(self._numbers)
        self._latest[key] = number
        try:
            yield Edit(self, key, number)
        finally:
            if self._latest.get(key) == number:
                del self._latest[key]
