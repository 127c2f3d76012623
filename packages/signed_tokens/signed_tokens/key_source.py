"""Where keys come from: a value that stays, or a file that may be replaced while we run."""

import time
from collections.abc import Callable
from pathlib import Path

__all__ = ["KeySource"]

_LOOK_AGAIN_SECONDS = 1.0


class KeySource:
    """The text of a key set; a file is looked at again, so that keys rotate without a restart.

    Args:
        text: The key set itself.
        file: The file that holds it, when there is no text. Replace it in one step (rename).
        monotonic: Seconds of a clock that only goes forward.

    Raises:
        ValueError: Neither is given, or both.
    """

    def __init__(
        self,
        *,
        text: str | None = None,
        file: Path | None = None,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        if (text is None) == (file is None):
            raise ValueError("keys come from a value or from a file: give exactly one")
        self._text = text
        self._file = file
        self._monotonic = monotonic
        self._looked_at = float("-inf")
        self._seen: tuple[int, int, int] | None = None

    def read(self) -> str:
        """Return the text.

        Raises:
            OSError: The file cannot be read.
        """
        if self._file is None:
            return self._text or ""
        self._looked_at = self._monotonic()
        self._seen = self._state(self._file)
        return self._file.read_text(encoding="utf_8")

    def is_replaced(self) -> bool:
        """Tell whether the file was replaced since it was read; looks once a second at most."""
        if self._file is None:
            return False
        now = self._monotonic()
        if now - self._looked_at < _LOOK_AGAIN_SECONDS:
            return False
        self._looked_at = now
        try:
            return self._state(self._file) != self._seen
        except OSError:
            return False  # a moment without a file must not take away the keys we have

    @staticmethod
    def _state(file: Path) -> tuple[int, int, int]:
        state = file.stat()
        return state.st_mtime_ns, state.st_ino, state.st_size
