"""Watch one process or server: start it, probe it, restart it when it dies."""

import asyncio
import time
from collections.abc import Callable
from enum import StrEnum
from typing import Final, Protocol

from quintet_cli.servers.server_errors import ServerError
from quintet_cli.supervision.back_off import BackOff

_UNREADY_PROBE_SECONDS: Final = 0.1
_READY_PROBE_SECONDS: Final = 3.0
_PROBE_DEADLINE_SECONDS: Final = 10.0
_FIRST_STARTS: Final = 3


class Supervisable(Protocol):
    """What can be supervised: a server, or a process of ours."""

    @property
    def name(self) -> str:
        """Its name."""
        ...

    @property
    def pid(self) -> int | None:
        """Its process id while it runs as a process of ours."""
        ...

    @property
    def port(self) -> int:
        """Where it listens."""
        ...

    async def start(self) -> None:
        """Start it and return when it is alive."""
        ...

    async def probe(self) -> None:
        """Return when it is ready; raise anything when it is not."""
        ...

    async def wait_ended(self) -> int:
        """Wait until it ends and return the exit code."""
        ...

    async def stop(self) -> None:
        """Stop it and wait for its end."""
        ...


class Phase(StrEnum):
    """Where a supervised process stands."""

    WAITING = "waiting"
    STARTING = "starting"
    NOT_READY = "not_ready"
    READY = "ready"
    RESTARTING = "restarting"
    FAILED = "failed"
    STOPPING = "stopping"
    STOPPED = "stopped"


class Supervised:
    """One supervised process and its present state.

    Attributes:
        item: What is supervised.
        phase: Where it stands.
        detail: Why it is not ready, or when it will be restarted; empty when all is well.
        restarts: How often it was restarted.
        started_at: When it was last started, in seconds since the epoch; 0 before that.
        first_ready: Set once it was ready for the first time.
    """

    def __init__(self, item: Supervisable, changed: Callable[[], None]) -> None:
        self.item = item
        self.phase = Phase.WAITING
        self.detail = ""
        self.restarts = 0
        self.started_at = 0.0
        self.first_ready = asyncio.Event()
        self._changed = changed
        self._back_off = BackOff()

    def note(self, phase: Phase, detail: str = "") -> None:
        """Remember where it stands, and tell the listener when that is news."""
        if (phase, detail) != (self.phase, self.detail):
            self.phase, self.detail = phase, detail
            self._changed()

    async def run(self) -> None:
        """Keep it running until cancelled.

        Raises:
            ServerError: It could not even be started the first times.
        """
        failures = 0
        while True:
            self.note(Phase.STARTING if self.restarts == 0 else Phase.RESTARTING, "starting")
            self.started_at = time.time()
            began = time.monotonic()
            try:
                await self.item.start()
            except (ServerError, OSError) as error:
                failures += 1
                if not self.first_ready.is_set() and failures >= _FIRST_STARTS:
                    self.note(Phase.FAILED, str(error))
                    raise
                why = str(error).splitlines()[0]
            else:
                exit_code = await self._watch()
                why = f"exited with {exit_code}"
            self.restarts += 1
            pause = self._back_off.pause_after(time.monotonic() - began)
            self.note(Phase.RESTARTING, f"{why}; restart in {pause:.1f} s")
            await asyncio.sleep(pause)

    async def stop(self) -> None:
        """Stop it; `run` must have been cancelled before."""
        self.note(Phase.STOPPING)
        await self.item.stop()
        self.note(Phase.STOPPED)

    async def _watch(self) -> int:
        """Probe it until it ends; return the exit code."""
        ended = asyncio.create_task(self.item.wait_ended())
        try:
            while not ended.done():
                await self._probe_once()
                ready = self.phase is Phase.READY
                pause = _READY_PROBE_SECONDS if ready else _UNREADY_PROBE_SECONDS
                await asyncio.wait([ended], timeout=pause)
            return ended.result()
        finally:
            ended.cancel()

    async def _probe_once(self) -> None:
        try:
            async with asyncio.timeout(_PROBE_DEADLINE_SECONDS):
                await self.item.probe()
        except Exception as error:  # noqa: BLE001  any failure of a probe means "not ready"
            self.note(Phase.NOT_READY, str(error) or type(error).__name__)
        else:
            self.first_ready.set()
            self.note(Phase.READY)
