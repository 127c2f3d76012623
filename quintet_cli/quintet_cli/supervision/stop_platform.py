"""Stop a platform from another process, or clean up after a killed one."""

import asyncio
import os
import signal
from dataclasses import dataclass
from typing import Final

from quintet_cli.servers.data_folder import DataFolder
from quintet_cli.servers.exclusive_lock import try_lock
from quintet_cli.servers.process_record import ProcessRecord
from quintet_cli.supervision.leftovers import stop_leftovers
from quintet_cli.supervision.platform import LOCK_FILE, SUPERVISOR_FILE
from quintet_cli.supervision.platform_errors import PlatformError

_POLL_SECONDS: Final = 0.1
_STOP_SECONDS: Final = 90.0


@dataclass(frozen=True, slots=True)
class StopOutcome:
    """What stopping found.

    Attributes:
        was_running: Whether a supervisor was alive and was told to stop.
        leftovers: Processes without a supervisor that were ended.
    """

    was_running: bool
    leftovers: list[str]


async def stop_platform(data: DataFolder) -> StopOutcome:
    """Stop whatever runs in a data folder; nothing of it is alive afterwards.

    Raises:
        PlatformError: The supervisor did not end in time.
    """
    if not data.root.exists():
        return StopOutcome(was_running=False, leftovers=[])
    data.ensure()
    supervisor = ProcessRecord.load(data.root / SUPERVISOR_FILE)
    was_running = supervisor is not None and supervisor.is_alive()
    if supervisor is not None:
        supervisor.send(signal.SIGTERM)
    try:
        async with asyncio.timeout(_STOP_SECONDS):
            while (lock := try_lock(data.root / LOCK_FILE)) is None:  # noqa: ASYNC110  not our process
                await asyncio.sleep(_POLL_SECONDS)
    except TimeoutError as error:
        pid = supervisor.pid if supervisor else "?"
        raise PlatformError(
            f"the supervisor (pid {pid}) did not stop within {_STOP_SECONDS:.0f} s: "
            f"end it with `kill -9 {pid}` and run `quintet down` again"
        ) from error
    try:
        return StopOutcome(was_running=was_running, leftovers=await stop_leftovers(data))
    finally:
        os.close(lock)
