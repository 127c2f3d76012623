"""What was measured, as a table and as JSON."""

import statistics
from collections.abc import Sequence

from pydantic import BaseModel
from rich.console import Console
from rich.table import Table

_ALL = "all"


class Latency(BaseModel):
    """Milliseconds from the update to the first answer."""

    count: int
    unanswered: int
    p50: float
    p95: float
    p99: float


class LoadReport(BaseModel):
    """One run.

    Attributes:
        wanted_per_second: The pace that was asked for.
        given_per_second: The pace that was kept.
        seconds: How long it was measured.
        chats: How many people wrote.
        latencies_ms: By kind of update, and of all.
        cpu_ms_per_update: By process, those that stand for the outside world included.
        machine_load: The load average of the last minute, other work on the machine included.
    """

    wanted_per_second: float
    given_per_second: float
    seconds: float
    chats: int
    latencies_ms: dict[str, Latency]
    cpu_ms_per_update: dict[str, float]
    machine_load: float

    @property
    def of_all(self) -> Latency:
        """Latencies of all updates."""
        return self.latencies_ms[_ALL]


def summarised(by_kind: dict[str, list[float | None]]) -> dict[str, Latency]:
    """Percentiles of each kind, the most frequent first, and of all."""
    every = [each for measured in by_kind.values() for each in measured]
    kinds = sorted(by_kind.items(), key=lambda one: -len(one[1]))
    return {kind: _latency(measured) for kind, measured in ((_ALL, every), *kinds)}


def _latency(measured: Sequence[float | None]) -> Latency:
    known = sorted(each * 1000 for each in measured if each is not None)
    unanswered = len(measured) - len(known)
    if len(known) == 1:
        known *= 2
    cuts = statistics.quantiles(known, n=100, method="inclusive") if known else [0.0] * 99
    return Latency(
        count=len(measured),
        unanswered=unanswered,
        p50=round(cuts[49], 1),
        p95=round(cuts[94], 1),
        p99=round(cuts[98], 1),
    )


def show(report: LoadReport) -> None:
    """Print it."""
    console = Console()
    title = (
        f"{report.given_per_second:g} of {report.wanted_per_second:g} updates a second,"
        f" {report.chats} chats, {report.seconds:g} s, load average {report.machine_load:g}"
    )
    table = Table(title=title, title_justify="left")
    table.add_column("update")
    for heading in ("count", "unanswered", "p50 ms", "p95 ms", "p99 ms"):
        table.add_column(heading, justify="right")
    for kind, found in report.latencies_ms.items():
        figures = (found.count, found.unanswered, found.p50, found.p95, found.p99)
        table.add_row(kind, *(f"{figure:g}" for figure in figures))
    console.print(table)
    spent = Table(title="processor time for each update", title_justify="left")
    spent.add_column("process")
    spent.add_column("ms", justify="right")
    for name, milliseconds in report.cpu_ms_per_update.items():
        spent.add_row(name, f"{milliseconds:.2f}")
    spent.add_row("all", f"{sum(report.cpu_ms_per_update.values()):.2f}")
    console.print(spent)
