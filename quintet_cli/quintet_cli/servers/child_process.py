"""A child process in its own group that cannot outlive us by accident."""

import asyncio
import shutil
import signal
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Self

from quintet_cli.servers.process_record import ProcessRecord

_LOG_LIMIT_BYTES: Final = 10 * 1024 * 1024
_LOG_GENERATIONS: Final = 3
_POLL_SECONDS: Final = 0.02


@dataclass(frozen=True, slots=True)
class Launch:
    """How to start one process.

    Attributes:
        name: What it is called in records and logs.
        arguments: The program and its arguments.
        environment: Its complete environment.
        log_file: Where both its outputs go; rotated by size at each start.
        record_file: Where its pid and start time are kept while it runs.
        folder: Its working folder.
        account: The `(uid, gid)` it runs as, or None for ours.
        parent_death_signal: What the kernel sends it should we die, by short name.
    """

    name: str
    arguments: Sequence[str]
    environment: Mapping[str, str]
    log_file: Path
    record_file: Path
    folder: Path
    account: tuple[int, int] | None = None
    parent_death_signal: str = "TERM"


def rotate_log(path: Path, limit_bytes: int = _LOG_LIMIT_BYTES) -> None:
    """Move a log that has grown past its limit aside, keeping a few generations."""
    if not path.exists() or path.stat().st_size < limit_bytes:
        return
    for generation in range(_LOG_GENERATIONS - 1, 0, -1):
        older = path.with_name(f"{path.name}.{generation}")
        if older.exists():
            older.replace(path.with_name(f"{path.name}.{generation + 1}"))
    path.replace(path.with_name(f"{path.name}.1"))


class ChildProcess:
    """A running child: its record, its end, and how to end it."""

    def __init__(self, process: asyncio.subprocess.Process, launch: Launch) -> None:
        self._process = process
        self._record_file = launch.record_file
        self.log_file = launch.log_file
        self.record = ProcessRecord.of(launch.name, process.pid)
        self.record.save(launch.record_file)

    @classmethod
    async def start(cls, launch: Launch) -> Self:
        """Start the process in a new session, its output going to its log file."""
        rotate_log(launch.log_file)
        with launch.log_file.open("ab") as log:
            process = await asyncio.create_subprocess_exec(
                *_prefix(launch),
                *launch.arguments,
                stdin=asyncio.subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                env=dict(launch.environment),
                cwd=launch.folder,
                start_new_session=True,
            )
        return cls(process, launch)

    @property
    def exit_code(self) -> int | None:
        """The exit code, or None while it runs."""
        return self._process.returncode

    async def wait(self) -> int:
        """Wait for the end and return the exit code."""
        return await self._process.wait()

    async def stop(self, number: signal.Signals, grace_seconds: float) -> None:
        """Ask the process to end, and end it when it does not."""
        if self._process.returncode is None:
            self.record.send(number)
            try:
                async with asyncio.timeout(grace_seconds):
                    await self._process.wait()
            except TimeoutError:
                self.record.send_to_group(signal.SIGKILL)
                await self._process.wait()
        self.forget()

    def forget(self) -> None:
        """End what is left of its group and remove its record."""
        self.record.send_to_group(signal.SIGKILL)
        self._record_file.unlink(missing_ok=True)

    def last_words(self, lines: int = 8) -> str:
        """Return the end of its log, for an error message."""
        try:
            text = self.log_file.read_text(encoding="utf_8", errors="replace")
        except OSError:
            return ""
        return "\n".join(text.splitlines()[-lines:])


async def stop_recorded(
    record_file: Path, number: signal.Signals, grace_seconds: float = 10.0
) -> bool:
    """End a process that an earlier, dead run of ours left behind.

    Args:
        record_file: Where its record is kept.
        number: The signal that asks it to end.
        grace_seconds: How long it may take before it is killed.

    Returns:
        Whether it was still alive.
    """
    record = ProcessRecord.load(record_file)
    was_alive = record is not None and record.is_alive()
    if record is not None and was_alive:
        record.send(number)
        try:
            async with asyncio.timeout(grace_seconds):
                while record.is_alive():  # noqa: ASYNC110  a stranger's end sets no event of ours
                    await asyncio.sleep(_POLL_SECONDS)
        except TimeoutError:
            record.send_to_group(signal.SIGKILL)
    record_file.unlink(missing_ok=True)  # noqa: ASYNC240  one local call
    return was_alive


def _prefix(launch: Launch) -> list[str]:
    # setpriv changes the user and arranges the death signal, then becomes the program:
    # the pid stays the same and no Python code runs between fork and exec.
    setpriv = shutil.which("setpriv")
    if setpriv is None:
        return []
    words = [setpriv, "--pdeathsig", launch.parent_death_signal]
    if launch.account is not None:
        uid, gid = launch.account
        words += [f"--reuid={uid}", f"--regid={gid}", "--clear-groups"]
    return [*words, "--"]
