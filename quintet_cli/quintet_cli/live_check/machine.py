"""What the operating system says of processes and of their sockets."""

from collections.abc import Mapping
from dataclasses import dataclass

import psutil  # type: ignore[import-untyped]  # it brings no types

__all__ = ["LOOPBACK", "Link", "Listener", "Machine", "SeenProcess", "look_at_machine"]

LOOPBACK = frozenset({"127.0.0.1", "::1", "::ffff:127.0.0.1"})
_UNDER_WAY = frozenset({psutil.CONN_ESTABLISHED, psutil.CONN_SYN_SENT})


@dataclass(frozen=True, slots=True)
class SeenProcess:
    """A process that runs.

    Attributes:
        pid: Its id.
        parent: Of whom it is a child.
        command: Program and arguments; empty when it may not be read.
        folder: Where it runs; empty when that may not be read.
        bind_host: The variable BIND_HOST that it was started with, None without it.
    """

    pid: int
    parent: int
    command: tuple[str, ...]
    folder: str
    bind_host: str | None = None

    def __str__(self) -> str:
        # Arguments may hold passwords: the program and its module are enough to find it.
        words = [self.command[0].rpartition("/")[2] if self.command else "unreadable"]
        words += self.command[1:3] if self.command[1:2] == ("-m",) else ()
        return f"process {self.pid} ({' '.join(words)})"


@dataclass(frozen=True, slots=True)
class Link:
    """An open TCP connection, seen from the side that opened it.

    Attributes:
        pid: Whose; None when it is another user's.
        address: Where it leads.
        port: The port there.
    """

    pid: int | None
    address: str
    port: int

    @property
    def is_to_this_machine(self) -> bool:
        """Whether it does not leave the machine."""
        return self.address in LOOPBACK


@dataclass(frozen=True, slots=True)
class Listener:
    """A TCP port that a process listens on."""

    pid: int | None
    address: str
    port: int


@dataclass(frozen=True, slots=True)
class Machine:
    """One look at processes and sockets."""

    processes: Mapping[int, SeenProcess]
    links: tuple[Link, ...] = ()
    listeners: tuple[Listener, ...] = ()

    def family(self, pid: int) -> frozenset[int]:
        """Return a process and all its descendants."""
        found = {pid}
        rest = [pid]
        while rest:
            parent = rest.pop()
            children = {each.pid for each in self.processes.values() if each.parent == parent}
            rest += children - found
            found |= children
        return frozenset(found)

    def ancestors(self, pid: int) -> frozenset[int]:
        """Return a process, its parent, the parent of that, and so on."""
        found: set[int] = set()
        while pid in self.processes and pid not in found:
            found.add(pid)
            pid = self.processes[pid].parent
        return frozenset(found)

    def named(self, pid: int | None) -> str:
        """Return how to tell a person which process is meant."""
        if pid is None:
            return "a process of another user"
        return str(self.processes[pid]) if pid in self.processes else f"process {pid}"


def look_at_machine() -> Machine:
    """Read all processes and TCP sockets; takes some milliseconds, so call it in a thread."""
    links: list[Link] = []
    listeners: list[Listener] = []
    for each in psutil.net_connections("tcp"):
        if each.status == psutil.CONN_LISTEN and each.laddr:
            listeners.append(Listener(each.pid, each.laddr.ip, each.laddr.port))
        elif each.status in _UNDER_WAY and each.raddr:
            links.append(Link(each.pid, each.raddr.ip, each.raddr.port))
    seen = {each.pid: _seen(each) for each in psutil.process_iter(["ppid", "cmdline", "cwd"])}
    return Machine(seen, tuple(links), tuple(listeners))


def _seen(process: psutil.Process) -> SeenProcess:
    told: Mapping[str, object] = process.info
    command, parent = told["cmdline"], told["ppid"]
    words = tuple(str(each) for each in command) if isinstance(command, list) else ()
    return SeenProcess(
        pid=process.pid,
        parent=parent if isinstance(parent, int) else 0,
        command=words,
        folder=str(told["cwd"] or ""),
        bind_host=variable_of(process.pid, "BIND_HOST") if words[1:2] == ("-m",) else None,
    )


def variable_of(pid: int, name: str) -> str | None:
    """Return a variable that a process was started with, None when it has none or is gone."""
    try:
        told: str | None = psutil.Process(pid).environ().get(name)
    except (psutil.Error, OSError):
        return None
    return told
