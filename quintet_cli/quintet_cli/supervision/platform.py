"""The whole platform: start it, supervise it, stop it."""

import asyncio
import os
import signal
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Final, Self

from quintet_cli.platform_state import PlatformState
from quintet_cli.servers.data_folder import DataFolder
from quintet_cli.servers.exclusive_lock import try_lock
from quintet_cli.servers.install_step import ProgressListener, ignore_progress
from quintet_cli.servers.process_record import ProcessRecord
from quintet_cli.servers.server_set import SERVER_NAMES
from quintet_cli.supervision.installation import Installation
from quintet_cli.supervision.leftovers import stop_leftovers
from quintet_cli.supervision.migration import migrate
from quintet_cli.supervision.platform_errors import AlreadyRunningError, NotReadyInTimeError
from quintet_cli.supervision.port_check import check_ports
from quintet_cli.supervision.process_catalogue import MIGRATIONS, PROCESSES, wanted_processes
from quintet_cli.supervision.process_definition import MigrationDefinition
from quintet_cli.supervision.service_process import ServiceProcess
from quintet_cli.supervision.state_snapshot import snapshot
from quintet_cli.supervision.supervised import Phase, Supervisable, Supervised

LOCK_FILE: Final = "platform.lock"
SUPERVISOR_FILE: Final = "supervisor.json"
_STATE_PAUSE_SECONDS: Final = 0.1


class Platform:
    """Servers, migrations and processes of one data folder.

    Example::

        async with Platform(folder, offset=100, durable=False) as platform:
            await platform.wait_ready()
            platform.kill("worker_service")

    Args:
        data_folder: Where everything is kept.
        offset: Added to every default port.
        durable: False only in tests: trades safety after a power cut for speed.
        environment: The user's variables; the process's own when omitted.
        server_port_base: The first of seven ports of the servers; None keeps remembered ones.
        docker: Run the servers as containers.
        tls: Let our processes speak https.
        listener: Is told of each installation step.
        changed: Is called whenever a process changes its state.
    """

    def __init__(
        self,
        data_folder: Path,
        offset: int = 0,
        *,
        durable: bool = True,
        environment: Mapping[str, str] | None = None,
        server_port_base: int | None = None,
        docker: bool = False,
        tls: bool = False,
        listener: ProgressListener = ignore_progress,
        changed: Callable[[], None] = lambda: None,
    ) -> None:
        self.data = DataFolder(data_folder.resolve())
        self.supervised: dict[str, Supervised] = {}
        self.leftovers: list[str] = []
        self.offset = offset
        self.started_at = datetime.now(UTC)
        self._durable = durable
        self._environment = dict(os.environ if environment is None else environment)
        self._server_port_base = server_port_base
        self._docker = docker
        self._tls = tls
        self._listener = listener
        self._on_change = changed
        self._news = asyncio.Event()
        self._tasks: list[asyncio.Task[None]] = []
        self._migrated = {each.name: asyncio.Event() for each in MIGRATIONS}
        self._lock: int | None = None
        self._installation: Installation | None = None

    async def __aenter__(self) -> Self:
        """Start everything; see `start`."""
        try:
            await self.start()
        except BaseException:
            await self.stop()
            raise
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Stop everything; see `stop`."""
        await self.stop()

    @property
    def state(self) -> PlatformState:
        """The present state, as `platform_state.load` gives it to other processes."""
        if self._installation is None:
            raise NotReadyInTimeError("the platform was not started")
        return snapshot(self._installation, self.supervised, self.offset, self.started_at)

    async def start(self) -> None:
        """Install, clean up after a killed run, and begin to start everything.

        Raises:
            AlreadyRunningError: Another supervisor holds the data folder.
            PortTakenError: A stranger listens on a port of ours.
            ServerError: A server cannot be installed.
        """
        self.data.ensure()
        self._lock = try_lock(self.data.root / LOCK_FILE)
        if self._lock is None:
            raise AlreadyRunningError(
                f"a platform runs already in {self.data.root}: see `quintet status`, stop it "
                "with `quintet down`, or use another --data folder and --offset"
            )
        ProcessRecord.of("supervisor", os.getpid()).save(self.data.root / SUPERVISOR_FILE)
        self.leftovers = await stop_leftovers(self.data)
        installation = Installation.open(
            self.data,
            self._environment,
            offset=self.offset,
            server_port_base=self._server_port_base,
            durable=self._durable,
            docker=self._docker,
            tls=self._tls,
        )
        self._installation = installation
        check_ports(installation)
        await installation.servers.install(listener=self._listener)
        items: list[Supervisable] = [*installation.servers.all, *self._services(installation)]
        self.supervised = {item.name: Supervised(item, self._changed) for item in items}
        self._tasks = [
            asyncio.create_task(self._keep_state_file()),
            *(asyncio.create_task(self._migrate(each)) for each in MIGRATIONS),
            *(asyncio.create_task(self.supervised[name].run()) for name in SERVER_NAMES),
            *(
                asyncio.create_task(self._run_process(each.name, each.needs))
                for each in wanted_processes(self._environment)
            ),
        ]

    async def wait_ready(self, seconds: float = 180.0) -> None:
        """Wait until every process is ready.

        Raises:
            NotReadyInTimeError: One failed to start, or time ran out; the message says which
                and why.
        """
        everything = asyncio.create_task(self._wait_for(tuple(self.supervised)))
        try:
            async with asyncio.timeout(seconds):
                await asyncio.wait([everything, *self._tasks], return_when=asyncio.FIRST_COMPLETED)
        except TimeoutError:
            pass
        finally:
            done = everything.done()
            everything.cancel()
        if not done:
            raise NotReadyInTimeError(self._what_is_missing(seconds))

    async def wait_failed(self) -> None:
        """Return when supervision itself broke down; normally never."""
        if self._tasks:
            await asyncio.wait(self._tasks, return_when=asyncio.FIRST_EXCEPTION)

    def kill(self, name: str, number: signal.Signals = signal.SIGKILL) -> int:
        """Send a signal to one process or server, as a fault would.

        Args:
            name: Its name.
            number: The signal.

        Returns:
            The process id that was hit.

        Raises:
            ProcessLookupError: It does not run at the moment.
        """
        pid = self.supervised[name].item.pid
        if pid is None:
            raise ProcessLookupError(f"{name} does not run")
        os.kill(pid, number)
        return pid

    async def stop(self) -> None:
        """Stop services, then data services, then servers; give the data folder back."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        self._tasks = []
        order = {each.name: each.stop_order for each in PROCESSES}
        last = max(order.values()) + 1
        for turn in range(last + 1):
            names = [name for name in self.supervised if order.get(name, last) == turn]
            await asyncio.gather(*(self.supervised[name].stop() for name in names))
        if self._lock is not None:
            if self._installation is not None and self.supervised:
                self.state.save()
            (self.data.root / SUPERVISOR_FILE).unlink(missing_ok=True)
            os.close(self._lock)
            self._lock = None

    def _services(self, installation: Installation) -> list[ServiceProcess]:
        return [
            ServiceProcess(
                each.name,
                installation.ports[each.name],
                installation.environment_of(each.variables, each.name),
                self.data,
                tls=installation.tls,
                headers=installation.keys.header_source(each.name),
            )
            for each in wanted_processes(self._environment)
        ]

    async def _migrate(self, definition: MigrationDefinition) -> None:
        await self._wait_for(definition.needs)
        if self._installation is not None:
            environment = self._installation.environment_of(definition.variables)
            await migrate(definition, environment, self.data)
        self._migrated[definition.name].set()
        await asyncio.Event().wait()

    async def _run_process(self, name: str, needs: tuple[str, ...]) -> None:
        await self._wait_for(needs)
        await self.supervised[name].run()

    async def _wait_for(self, needs: tuple[str, ...]) -> None:
        for name in needs:
            event = self._migrated.get(name)
            await (event or self.supervised[name].first_ready).wait()

    def _changed(self) -> None:
        self._news.set()
        self._on_change()

    async def _keep_state_file(self) -> None:
        while True:
            self.state.save()
            await self._news.wait()
            # A burst of changes is one write.
            await asyncio.sleep(_STATE_PAUSE_SECONDS)
            self._news.clear()

    def _what_is_missing(self, seconds: float) -> str:
        for task in self._tasks:
            if task.done() and not task.cancelled() and (error := task.exception()) is not None:
                return str(error)
        waiting = [
            f"{name} is {each.phase}{': ' if each.detail else ''}{each.detail}"
            for name, each in self.supervised.items()
            if each.phase is not Phase.READY
        ]
        return f"not ready after {seconds:.0f} s: {'; '.join(waiting)}"
