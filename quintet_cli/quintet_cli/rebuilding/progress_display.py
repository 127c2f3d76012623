"""Shows how many rows are compared: a line that counts in a terminal, nothing when piped."""

import sys
from collections import Counter
from types import TracebackType
from typing import Self

from rich.console import Console
from rich.status import Status


class ProgressDisplay:
    """One line on standard error, so that standard output stays the report's."""

    def __init__(self) -> None:
        console = Console(file=sys.stderr)
        self._status = Status("rebuilding", console=console) if console.is_terminal else None
        self._rows: Counter[str] = Counter()

    def __enter__(self) -> Self:
        """Shows the line."""
        if self._status is not None:
            self._status.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Takes the line away."""
        if self._status is not None:
            self._status.stop()

    def advance(self, kind: str, rows: int) -> None:
        """So many more rows of a kind are compared."""
        self._rows[kind] += rows
        if self._status is not None:
            counted = ", ".join(f"{count} {name}" for name, count in self._rows.items())
            self._status.update(f"compared {counted}")
