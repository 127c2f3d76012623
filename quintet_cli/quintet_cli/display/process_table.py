"""The table of processes that `up` keeps alive and `status` prints once."""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Final

from rich.table import Table
from rich.text import Text

from quintet_cli.platform_state import ProcessState
from quintet_cli.supervision.supervised import Phase

_STYLES: Final = {
    Phase.READY: "green",
    Phase.STARTING: "yellow",
    Phase.WAITING: "dim",
    Phase.NOT_READY: "yellow",
    Phase.RESTARTING: "red",
    Phase.FAILED: "bold red",
    Phase.STOPPING: "yellow",
    Phase.STOPPED: "dim",
}
_MINUTE: Final = 60
_HOUR: Final = 3600
_DAY: Final = 86_400


def uptime(started_at: datetime | None, now: datetime) -> str:
    """Return how long ago a process was started, in at most two units."""
    if started_at is None:
        return "-"
    seconds = max(0, int((now - started_at).total_seconds()))
    if seconds < _MINUTE:
        return f"{seconds}s"
    if seconds < _HOUR:
        return f"{seconds // _MINUTE}m {seconds % _MINUTE:02d}s"
    if seconds < _DAY:
        return f"{seconds // _HOUR}h {seconds % _HOUR // _MINUTE:02d}m"
    return f"{seconds // _DAY}d {seconds % _DAY // _HOUR:02d}h"


def health(process: ProcessState) -> str:
    """Return phase and detail as one short line."""
    phase = process.phase.replace("_", " ")
    detail = process.detail.splitlines()[0] if process.detail else ""
    return phase if not detail or detail == phase else f"{phase}: {detail}"


def process_table(processes: Sequence[ProcessState], now: datetime | None = None) -> Table:
    """Draw the table.

    Args:
        processes: The rows.
        now: The present, for the uptime column.
    """
    now = now or datetime.now(UTC)
    table = Table(box=None, pad_edge=False, header_style="bold")
    table.add_column("process", no_wrap=True)
    table.add_column("pid", justify="right")
    table.add_column("health", overflow="ellipsis", no_wrap=True)
    table.add_column("port", justify="right")
    table.add_column("restarts", justify="right")
    table.add_column("uptime", justify="right", no_wrap=True)
    for each in processes:
        runs = each.phase not in {Phase.STOPPED, Phase.FAILED, Phase.WAITING}
        table.add_row(
            each.name,
            str(each.pid) if each.pid else "-",
            Text(health(each), style=_STYLES[each.phase]),
            str(each.port),
            str(each.restarts),
            uptime(each.started_at if runs else None, now),
        )
    return table
