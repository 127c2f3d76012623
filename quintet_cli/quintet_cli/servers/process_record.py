"""A pid file that cannot lie: a pid together with the start time of its process.

A bare pid may belong to a stranger after a reboot or a wrap-around. The start
time in clock ticks since boot (field 22 of /proc/PID/stat) tells them apart.
"""

import json
import os
import signal
from dataclasses import dataclass
from pathlib import Path
from typing import Self

_STATE_FIELD = 0
_START_TICKS_FIELD = 19


def start_ticks_of(pid: int) -> int | None:
    """Return when a live process started, in clock ticks since boot.

    Args:
        pid: Any process id.

    Returns:
        The ticks, or None when there is no such process or it is a zombie.
    """
    try:
        text = Path(f"/proc/{pid}/stat").read_text(encoding="utf_8", errors="replace")
    except OSError:
        return None
    # The second field is the name in brackets and may hold spaces and brackets itself.
    fields = text[text.rindex(")") + 2 :].split()
    if fields[_STATE_FIELD] in {"Z", "X"}:
        return None
    return int(fields[_START_TICKS_FIELD])


@dataclass(frozen=True, slots=True)
class ProcessRecord:
    """One process of ours, recognisable after our own death.

    Attributes:
        name: What it is, for example `postgres` or `api_service`.
        pid: Its process id; it leads a process group of the same number.
        start_ticks: Its start time in clock ticks since boot.
    """

    name: str
    pid: int
    start_ticks: int

    @classmethod
    def of(cls, name: str, pid: int) -> Self:
        """Describe a process that was just started."""
        return cls(name=name, pid=pid, start_ticks=start_ticks_of(pid) or 0)

    @classmethod
    def load(cls, path: Path) -> Self | None:
        """Read a record, or None when there is none or it was half written."""
        try:
            fields = json.loads(path.read_text(encoding="utf_8"))
            return cls(
                name=str(fields["name"]),
                pid=int(fields["pid"]),
                start_ticks=int(fields["start_ticks"]),
            )
        except (OSError, ValueError, KeyError, TypeError):
            return None

    def save(self, path: Path) -> None:
        """Write the record so that a reader sees all of it or nothing."""
        partial = path.with_suffix(".partial")
        partial.write_text(
            json.dumps({"name": self.name, "pid": self.pid, "start_ticks": self.start_ticks}),
            encoding="utf_8",
        )
        partial.replace(path)

    def is_alive(self) -> bool:
        """Tell whether this very process still runs."""
        return self.start_ticks != 0 and start_ticks_of(self.pid) == self.start_ticks

    def send(self, number: signal.Signals) -> None:
        """Signal the process, unless it is gone."""
        if self.is_alive():
            try:
                os.kill(self.pid, number)
            except ProcessLookupError:
                return

    def send_to_group(self, number: signal.Signals) -> None:
        """Signal whatever is left of the group that the process leads."""
        if self.start_ticks == 0 or start_ticks_of(self.pid) not in {None, self.start_ticks}:
            return
        try:
            os.killpg(self.pid, number)
        except (ProcessLookupError, PermissionError):
            return
