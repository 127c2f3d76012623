"""Shows how far a replay is: bars in a terminal, one line a stage when piped."""

import sys
from types import TracebackType
from typing import Self

from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    TaskID,
    TextColumn,
    TimeElapsedColumn,
    TimeRemainingColumn,
)


class ProgressDisplay:
    """One bar for each stage, on standard error, so that standard output stays the report's."""

    def __init__(self) -> None:
        console = Console(file=sys.stderr)
        self._console = console
        self._bars = Progress(
            TextColumn("{task.description:<22}"),
            BarColumn(),
            MofNCompleteColumn(),
            TimeElapsedColumn(),
            TimeRemainingColumn(),
            console=console,
            disable=not console.is_terminal,
        )
        self._stage: TaskID | None = None

    def __enter__(self) -> Self:
        """Shows the bars."""
        self._bars.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Leaves the bars as they are."""
        self._bars.stop()

    def start(self, stage: str, total: int) -> None:
        """A stage begins."""
        if not self._console.is_terminal:
            self._console.print(f"{stage}: {total}")
        self._stage = self._bars.add_task(stage, total=total)

    def advance(self) -> None:
        """One more item of the stage is done."""
        if self._stage is not None:
            self._bars.advance(self._stage)

    def left(self, count: int) -> None:
        """So many items of a stage that counts down are left."""
        if self._stage is None:
            return
        total = self._bars.tasks[self._stage].total or 0
        self._bars.update(self._stage, total=max(total, count), completed=max(total, count) - count)
