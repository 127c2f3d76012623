"""One line of progress that replaces itself: on terminals, and only when it takes long."""

from time import monotonic
from types import TracebackType
from typing import Final, Self, TextIO

_SILENT_SECONDS: Final = 1.0
_APART_SECONDS: Final = 0.1
_CLEAR: Final = "\r\x1b[2K"


class ProgressLine:
    """Shows how far something is; it is gone when it ends."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        self._next = monotonic() + _SILENT_SECONDS
        self._shown = False

    def tell(self, text: str) -> None:
        """Show a text, unless the last one is only just there."""
        now = monotonic()
        if now >= self._next and self._stream.isatty():
            self._next = now + _APART_SECONDS
            self._shown = True
            self._stream.write(f"{_CLEAR}{text}")
            self._stream.flush()

    def __enter__(self) -> Self:
        """Begin."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        """Leave nothing behind."""
        if self._shown:
            self._stream.write(_CLEAR)
            self._stream.flush()
