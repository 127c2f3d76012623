"""Read the end of a log file, then what is added to it."""

import os
from pathlib import Path
from typing import Final

_TAIL_BYTES: Final = 1024 * 1024


class LogReader:
    """Follows one file, also across a rotation.

    Args:
        path: The log file; it may not exist yet.
    """

    def __init__(self, path: Path) -> None:
        self.name = path.stem
        self._path = path
        self._offset = 0
        self._inode = 0
        self._rest = b""

    def last(self, count: int) -> list[str]:
        """Return the last complete lines; `news` goes on from there."""
        begin = max(0, self._size() - _TAIL_BYTES)
        self._offset = begin
        found = self.news()
        if begin:
            # The first line of the piece was cut.
            found = found[1:]
        return found[-count:] if count else []

    def news(self) -> list[str]:
        """Return the complete lines that were added since the last call."""
        try:
            with self._path.open("rb") as file:
                status = os.fstat(file.fileno())
                if self._inode not in {0, status.st_ino} or status.st_size < self._offset:
                    self._offset, self._rest = 0, b""
                self._inode = status.st_ino
                file.seek(self._offset)
                added = file.read()
                self._offset += len(added)
        except FileNotFoundError:
            return []
        *complete, self._rest = (self._rest + added).split(b"\n")
        return [line.decode(errors="replace") for line in complete]

    def _size(self) -> int:
        try:
            return self._path.stat().st_size
        except FileNotFoundError:
            return 0
