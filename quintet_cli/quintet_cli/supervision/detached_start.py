"""Start a platform in the background and return once it is ready."""

import asyncio
import subprocess
import sys
from typing import Final

from quintet_cli.platform_state import NoPlatformError, load
from quintet_cli.servers.child_process import rotate_log
from quintet_cli.servers.data_folder import DataFolder
from quintet_cli.supervision.foreground_run import READY, Display
from quintet_cli.supervision.log_reader import LogReader
from quintet_cli.supervision.platform_errors import NotReadyInTimeError
from quintet_cli.supervision.platform_settings import PlatformSettings

_POLL_SECONDS: Final = 0.2
_COMPLAINT: Final = "quintet: "


async def start_detached(settings: PlatformSettings, display: Display) -> int:
    """Start a supervisor in a session of its own and wait until all is ready.

    Args:
        settings: Which platform.
        display: Where to show what the supervisor says.

    Returns:
        The exit code, 0.

    Raises:
        NotReadyInTimeError: The supervisor ended; the message says why.
    """
    data = DataFolder(settings.data_root)
    data.ensure()
    log = data.log_of("supervisor")
    rotate_log(log)
    reader = LogReader(log)
    reader.last(0)
    with log.open("ab") as output:
        supervisor = subprocess.Popen(  # noqa: ASYNC220, S603  outlives this loop; our own program
            _command(settings),
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=output,
            start_new_session=True,
        )
    complaint, said_ready = "", False
    while True:
        ended, ready = supervisor.poll() is not None, _is_ready(supervisor.pid, settings)
        news = reader.news()
        complaint += _echo(news, display)
        said_ready = said_ready or READY in news
        if ended:
            raise NotReadyInTimeError(complaint or f"the supervisor ended; see {log}")
        if ready and said_ready:
            # It is meant to live on: keep the destructor from warning about it.
            supervisor.returncode = 0
            return 0
        await asyncio.sleep(_POLL_SECONDS)


def _echo(lines: list[str], display: Display) -> str:
    """Show lines; return the supervisor's complaint, which is its last word, instead."""
    for number, line in enumerate(lines):
        if line.startswith(_COMPLAINT):
            return "\n".join(lines[number:]).removeprefix(_COMPLAINT)
        display.say(line)
    return ""


def _command(settings: PlatformSettings) -> list[str]:
    words = [sys.executable, "-m", "quintet_cli", "up"]
    words += ["--data", str(settings.data_root), "--offset", str(settings.offset)]
    words += ["--tls"] if settings.tls else []
    words += ["--empty"] if settings.empty else []
    return [*words, "--docker"] if settings.docker else words


def _is_ready(pid: int, settings: PlatformSettings) -> bool:
    try:
        state = load(settings.data_root)
    except NoPlatformError:
        return False
    return state.supervisor_pid == pid and state.is_ready
