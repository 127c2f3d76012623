"""Processor time of a platform's processes, each with its children."""

import os
from collections import defaultdict
from pathlib import Path

from quintet_cli.platform_state import PlatformState

_TICKS_PER_SECOND = os.sysconf("SC_CLK_TCK")
_DRIVER = "load driver"


def process_times(state: PlatformState) -> dict[str, float]:
    """User and system time so far, in seconds, by process; our own is the driver's."""
    parents, ticks = _all()
    children: dict[int, list[int]] = defaultdict(list)
    for pid, parent in parents.items():
        children[parent].append(pid)

    def total(pid: int) -> int:
        return ticks.get(pid, 0) + sum(total(child) for child in children[pid])

    times = {each.name: total(each.pid) for each in state.processes if each.pid is not None}
    times[_DRIVER] = ticks[os.getpid()]
    return {name: number / _TICKS_PER_SECOND for name, number in times.items()}


def _all() -> tuple[dict[int, int], dict[int, int]]:
    parents, ticks = {}, {}
    for folder in Path("/proc").iterdir():
        if not folder.name.isdigit():
            continue
        try:
            fields = (folder / "stat").read_text().rpartition(")")[2].split()
        except (FileNotFoundError, ProcessLookupError):
            continue  # it has just ended
        parents[int(folder.name)] = int(fields[1])
        ticks[int(folder.name)] = int(fields[11]) + int(fields[12])
    return parents, ticks
