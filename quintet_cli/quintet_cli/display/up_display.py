"""How `quintet up` shows itself: live in a terminal, as lines in a pipe."""

import time
from abc import ABC, abstractmethod
from types import TracebackType
from typing import Self

from rich.console import Console, Group, RenderableType
from rich.live import Live
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    TaskID,
    TextColumn,
    TimeElapsedColumn,
)

from quintet_cli.display.process_table import health, process_table
from quintet_cli.platform_state import PlatformState, ProcessState
from quintet_cli.servers.install_step import Progress as InstallProgress
from quintet_cli.supervision.supervised import Phase

_FRAMES_PER_SECOND = 4


class UpDisplay(ABC):
    """Is told what happens; a context manager for as long as it shows."""

    def __init__(self, console: Console) -> None:
        self.console = console
        self.began = time.monotonic()

    def __enter__(self) -> Self:
        """Begin to show."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """End showing."""
        self.console.file.flush()

    @abstractmethod
    def on_install(self, progress: InstallProgress) -> None:
        """An installation step begins."""

    @abstractmethod
    def on_state(self, state: PlatformState) -> None:
        """Something changed, or a moment passed."""

    def say(self, sentence: str) -> None:
        """Print one line."""
        self.console.print(sentence, highlight=False, soft_wrap=True)


class LineDisplay(UpDisplay):
    """One line per news, for pipes and log files."""

    def __init__(self, console: Console) -> None:
        super().__init__(console)
        self._told: dict[str, str] = {}

    def on_install(self, progress: InstallProgress) -> None:
        """Print the step."""
        self.say(f"{progress.server}: step {progress.number} of {progress.total}: {progress.title}")

    def on_state(self, state: PlatformState) -> None:
        """Print each process whose health is news."""
        for process in state.processes:
            news = health(process)
            if self._told.get(process.name, Phase.WAITING) != news:
                self._told[process.name] = news
                self.say(f"{time.monotonic() - self.began:6.1f}s {process.name}: {news}")


class LiveDisplay(UpDisplay):
    """Progress bars while installing, then a table that keeps itself up to date."""

    def __init__(self, console: Console) -> None:
        super().__init__(console)
        self._bars = Progress(
            TextColumn("{task.fields[server]:<10}"),
            BarColumn(bar_width=20),
            MofNCompleteColumn(),
            TimeElapsedColumn(),
            TextColumn("{task.description}"),
            console=console,
        )
        self._tasks: dict[str, TaskID] = {}
        self._processes: list[ProcessState] = []
        self._live = Live(
            get_renderable=self._draw,
            console=console,
            refresh_per_second=_FRAMES_PER_SECOND,
            transient=True,
        )

    def __enter__(self) -> Self:
        """Take over the lower part of the terminal."""
        self._live.__enter__()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Give the terminal back."""
        self._live.__exit__(kind, error, trace)

    def on_install(self, progress: InstallProgress) -> None:
        """Move the bar of one server."""
        if progress.server not in self._tasks:
            self._tasks[progress.server] = self._bars.add_task(
                progress.title, total=progress.total, server=progress.server
            )
        self._bars.update(
            self._tasks[progress.server],
            completed=progress.number - 1,
            description=progress.title,
        )

    def on_state(self, state: PlatformState) -> None:
        """Show the new state in the next frame."""
        self._processes = state.processes

    def _draw(self) -> RenderableType:
        if self._processes:
            return Group(process_table(self._processes), "", "Ctrl-C stops everything.")
        return self._bars


def make_display(console: Console) -> UpDisplay:
    """Choose by whether a person watches."""
    return LiveDisplay(console) if console.is_terminal else LineDisplay(console)
