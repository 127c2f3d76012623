"""End what a killed run left behind."""

import signal
from typing import Final

from quintet_cli.servers.child_process import stop_recorded
from quintet_cli.servers.data_folder import DataFolder
from quintet_cli.servers.server_set import SERVER_NAMES

_EPMD: Final = "rabbitmq_epmd"
_FAST_POSTGRES_SHUTDOWN: Final = signal.SIGINT


async def stop_leftovers(data: DataFolder) -> list[str]:
    """Stop recorded processes that still run: services first, then servers.

    Args:
        data: The data folder; its lock must be held by the caller.

    Returns:
        The names of those that were still alive.
    """
    names = sorted(path.stem for path in data.records.glob("*.json"))
    services = [name for name in names if name not in {*SERVER_NAMES, _EPMD}]
    servers = [name for name in SERVER_NAMES if name in names]
    daemons = [name for name in names if name == _EPMD]
    stopped = []
    for name in (*services, *servers, *daemons):
        number = _FAST_POSTGRES_SHUTDOWN if name == "postgres" else signal.SIGTERM
        if await stop_recorded(data.record_of(name), number, grace_seconds=20.0):
            stopped.append(name)
    return stopped
