"""The life of a server that runs as a child process of ours."""

import asyncio
import os
import signal
from abc import ABC, abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

from quintet_cli.servers.child_process import ChildProcess, Launch, stop_recorded
from quintet_cli.servers.data_folder import DataFolder
from quintet_cli.servers.install_step import InstallStep
from quintet_cli.servers.port_book import PortBook, is_free
from quintet_cli.servers.secrets_file import Secrets
from quintet_cli.servers.server_errors import ServerDidNotStartError
from quintet_cli.servers.wait_until import wait_until


@dataclass(frozen=True, slots=True)
class Site:
    """What all four servers of one installation share.

    Attributes:
        data: The data folder.
        cache: The folder of downloaded binaries.
        ports: Where each listens.
        secrets: Their passwords.
        durable: False only in tests: trades safety after a power cut for speed.
    """

    data: DataFolder
    cache: Path
    ports: PortBook
    secrets: Secrets
    durable: bool = True


class NativeServer(ABC):
    """Start, probe and stop one child process; subclasses know the server."""

    name: ClassVar[str]
    stop_signal: ClassVar[signal.Signals] = signal.SIGTERM
    start_seconds: ClassVar[float] = 60.0
    stop_seconds: ClassVar[float] = 20.0
    start_attempts: ClassVar[int] = 3

    def __init__(self, site: Site) -> None:
        self.site = site
        self._child: ChildProcess | None = None

    @property
    @abstractmethod
    def url(self) -> str:
        """The URL that the application uses; it holds the password."""

    @property
    @abstractmethod
    def admin_url(self) -> str:
        """The URL of the administrator."""

    @property
    @abstractmethod
    def port(self) -> int:
        """Where it listens."""

    @abstractmethod
    def install_steps(self) -> list[InstallStep]:
        """The steps that make it startable."""

    @abstractmethod
    async def prepare(self) -> None:
        """Write configuration and make the data folder; called before each start."""

    @abstractmethod
    def command(self) -> list[str]:
        """The program and its arguments."""

    @abstractmethod
    async def probe_process(self) -> None:
        """Return when the process answers at all; raise anything when not yet."""

    @abstractmethod
    async def initialise(self) -> None:
        """Make users and databases; called after each start, must be idempotent."""

    @abstractmethod
    async def probe(self) -> None:
        """Return when the application could use it now; raise anything when not."""

    def environment(self) -> Mapping[str, str]:
        """The environment of the process."""
        return {"PATH": os.environ.get("PATH", "/usr/bin:/bin"), "LC_ALL": "C.UTF-8"}

    def account(self) -> tuple[int, int] | None:
        """The `(uid, gid)` it runs as, or None for ours."""
        return None

    @property
    def pid(self) -> int | None:
        """The process id while it runs."""
        if self._child is None or self._child.exit_code is not None:
            return None
        return self._child.record.pid

    async def start(self) -> None:
        """Start the process, wait until it answers, make its users.

        Raises:
            ServerDidNotStartError: It ended or never answered.
        """
        await self.stop_leftover()
        await self.prepare()
        for attempt in range(1, self.start_attempts + 1):
            try:
                await self._start_once()
            except TimeoutError as error:
                await self.stop()
                if attempt == self.start_attempts:
                    raise ServerDidNotStartError(f"{self.name} did not start: {error}") from error
                # Children of a killed predecessor may hold its memory for a moment longer.
                await asyncio.sleep(attempt)
            else:
                return

    async def stop_leftover(self) -> bool:
        """End what a dead run of ours left behind."""
        return await stop_recorded(
            self.site.data.record_of(self.name), self.stop_signal, self.stop_seconds
        )

    async def wait_ended(self) -> int:
        """Wait until the process ends and return its exit code."""
        return 0 if self._child is None else await self._child.wait()

    async def stop(self) -> None:
        """Stop the process and wait for its end."""
        if self._child is not None:
            await self._child.stop(self.stop_signal, self.stop_seconds)
            self._child = None

    async def _start_once(self) -> None:
        if not is_free(self.port):
            raise TimeoutError(f"port {self.port} is taken by another process")
        child = await ChildProcess.start(
            Launch(
                name=self.name,
                arguments=self.command(),
                environment=self.environment(),
                log_file=self.site.data.log_of(self.name),
                record_file=self.site.data.record_of(self.name),
                folder=Path("/"),
                account=self.account(),
                parent_death_signal=self.stop_signal.name.removeprefix("SIG"),
            )
        )
        self._child = child

        def ended() -> str | None:
            if child.exit_code is None:
                return None
            return f"it exited with {child.exit_code}\n{child.last_words()}"

        for probe in (self.probe_process, self.initialise, self.probe):
            await wait_until(probe, seconds=self.start_seconds, give_up=ended)
