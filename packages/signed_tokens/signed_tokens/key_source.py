"""Where keys come from: a value that stays, or a file that may be replaced while we run."""

from pathlib import Path

__all__ = ["KeySource"]


class KeySource:
    """The text of a key set; a file is looked at again, so that keys rotate without a restart.

    Args:
        text: The key set itself.
        file: The file that holds it, when there is no text. Replace it in one step (rename).

    Raises:
        ValueError: Neither is given, or both.
    """

    def __init__(
        self,
        *,
        text: str | None = None,
        file: Path | None = None,
    ) -> None:
        if (text is None) == (file is None):
            raise ValueError("keys come from a value or from a file: give exactly one")
        self._text = text
        self._file = file
        self._seen: tuple[int, int, int] | None = None

    def read(self) -> str:
        """Return the text.

        Raises:
            OSError: The file cannot be read.
        """
        if self._file is None:
            return self._text or ""
        self._seen = self._state(self._file)
        return self._file.read_text(encoding="utf_8")

    def is_replaced(self) -> bool:
        """Tell whether the file was replaced since it was read.

        Looks each time: a token signed the moment after its key was published must not be refused,
        and asking for the state of a file costs two microseconds.
        """
        if self._file is None:
            return False
        try:
            return self._state(self._file) != self._seen
        except OSError:
            return False  # a moment without a file must not take away the keys we have

    @staticmethod
    def _state(file: Path) -> tuple[int, int, int]:
        state = file.stat()
        return state.st_mtime_ns, state.st_ino, state.st_size
