"""Start a platform in the background and return once it is ready."""

import asyncio
import subprocess
import sys
from typing import Final

from quintet_cli.platform_state import NoPlatformError, PlatformState, load
from quintet_cli.servers.child_process import rotate_log
from quintet_cli.servers.data_folder import DataFolder
from quintet_cli.supervision.foreground_run import Display, ready_text
from quintet_cli.supervision.platform_errors import NotReadyInTimeError
from quintet_cli.supervision.platform_settings import PlatformSettings

_POLL_SECONDS: Final = 0.2
_LAST_LINES: Final = 12


async def start_detached(settings: PlatformSettings, display: Display) -> int:
    """Start a supervisor in a session of its own and wait until all is ready.

    Args:
        settings: Which platform.
        display: Where to show the progress.

    Returns:
        The exit code, 0.

    Raises:
        NotReadyInTimeError: The supervisor ended; the message holds its last words.
    """
    data = DataFolder(settings.data_root)
    data.ensure()
    log = data.log_of("supervisor")
    rotate_log(log)
    begin = log.stat().st_size if log.exists() else 0
    with log.open("ab") as output:
        supervisor = subprocess.Popen(  # noqa: ASYNC220, S603  it must outlive this loop; our own program
            _command(settings),
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=output,
            start_new_session=True,
        )
    while not (state := _state_of(supervisor.pid, settings)) or not state.is_ready:
        if state is not None:
            display.on_state(state)
        if supervisor.poll() is not None:
            words = log.read_bytes()[begin:].decode(errors="replace").strip().splitlines()
            raise NotReadyInTimeError("\n".join(words[-_LAST_LINES:]).removeprefix("quintet: "))
        await asyncio.sleep(_POLL_SECONDS)
    display.on_state(state)
    display.say(ready_text(state))
    # It is meant to live on: keep the destructor from warning about it.
    supervisor.returncode = 0
    return 0


def _command(settings: PlatformSettings) -> list[str]:
    words = [sys.executable, "-m", "quintet_cli", "up"]
    words += ["--data", str(settings.data_root), "--offset", str(settings.offset)]
    return [*words, "--docker"] if settings.docker else words


def _state_of(pid: int, settings: PlatformSettings) -> PlatformState | None:
    try:
        state = load(settings.data_root)
    except NoPlatformError:
        return None
    return state if state.supervisor_pid == pid else None
