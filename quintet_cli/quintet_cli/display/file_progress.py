"""A bar that fills as files are written: on terminals only."""

import sys
from types import TracebackType
from typing import Self

from rich.console import Console
from rich.progress import Progress


class FileProgress:
    """Stands on standard error, so that standard output stays the report's."""

    def __init__(self, what: str) -> None:
        console = Console(file=sys.stderr)
        self._progress = Progress(console=console, transient=True, disable=not console.is_terminal)
        self._task = self._progress.add_task(what, total=None)

    def tell(self, done: int, total: int) -> None:
        """So many of all files are written."""
        self._progress.update(self._task, completed=done, total=total)

    def __enter__(self) -> Self:
        """Show it."""
        self._progress.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Take it away."""
        self._progress.stop()
