"""Find out before the start whether a stranger sits on a port of ours."""

from pathlib import Path
from typing import Final

from quintet_cli.servers.port_book import is_free
from quintet_cli.supervision.installation import Installation
from quintet_cli.supervision.platform_errors import PortTakenError

_LISTENING: Final = "0A"


def check_ports(installation: Installation) -> None:
    """Raise when a port that we are about to use is taken.

    Raises:
        PortTakenError: The message names the port, who holds it, and how to move.
    """
    for name, port in installation.ports.items():
        if not is_free(port):
            raise PortTakenError(
                f"port {port} of {name} is taken{_by_whom(port)}: stop that process, or move "
                "all our ports with `--offset 100` (or QUINTET_PORT_OFFSET=100)"
            )
    for server in installation.servers.all:
        if server.pid is None and server.install_steps() and not is_free(server.port):
            raise PortTakenError(
                f"port {server.port} of {server.name} is taken{_by_whom(server.port)}: stop that "
                f"process, or delete {installation.data.ports_file} to choose new ports"
            )


def _by_whom(port: int) -> str:
    """Say which process listens on a loopback port, as far as we may know."""
    inode = _listening_inode(port)
    if inode is None:
        return ""
    for descriptor in Path("/proc").glob("[0-9]*/fd/*"):
        try:
            if str(descriptor.readlink()) == f"socket:[{inode}]":
                process = descriptor.parent.parent
                command = (process / "comm").read_text(encoding="utf_8").strip()
                return f" by process {process.name} ({command})"
        except OSError:
            continue
    return ""


def _listening_inode(port: int) -> str | None:
    for table in ("/proc/net/tcp", "/proc/net/tcp6"):
        try:
            lines = Path(table).read_text(encoding="ascii").splitlines()[1:]
        except OSError:
            continue
        for line in lines:
            fields = line.split()
            if fields[1].endswith(f":{port:04X}") and fields[3] == _LISTENING:
                return fields[9]
    return None
