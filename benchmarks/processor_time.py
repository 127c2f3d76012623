"""Processor time of whole processes, from /proc: the figure that holds on a noisy machine."""

import os
from pathlib import Path

_TICKS_PER_SECOND = os.sysconf("SC_CLK_TCK")


def processor_seconds(pids: list[int]) -> float:
    """User and system time of these processes so far, in seconds."""
    return sum(_ticks(pid) for pid in pids) / _TICKS_PER_SECOND


def resident_megabytes(pids: list[int]) -> float:
    """Resident memory of these processes, in MiB."""
    pages = sum(int(Path(f"/proc/{pid}/statm").read_text().split()[1]) for pid in pids)
    return pages * os.sysconf("SC_PAGE_SIZE") / 2**20


def _ticks(pid: int) -> int:
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return int(fields[11]) + int(fields[12])
