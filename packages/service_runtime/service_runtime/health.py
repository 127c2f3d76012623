"""Is the process alive, and can it work? Named checks with a deadline and a short memory."""

import asyncio
import time
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass

from telemetry.redaction import redact_text

from service_runtime.service_info import ServiceInfo

__all__ = ["CheckFailedError", "CheckState", "HealthRegistry"]

type Check = Callable[[], Awaitable[None]]
type Report = dict[str, str | float | bool | dict[str, dict[str, str | float | None]]]


class CheckFailedError(Exception):
    """Raised by a check to say, in words fit for anybody's eyes, why it failed."""


@dataclass(frozen=True, slots=True)
class CheckState:
    """What a check said last.

    Attributes:
        ok: Whether the dependency answered.
        reason: Why not, None when it did; never holds addresses or passwords.
        checked_at: `time.monotonic()` of that answer.
    """

    ok: bool
    reason: str | None
    checked_at: float


class HealthRegistry:
    """The checks of one process and their latest results.

    Example::

        health = HealthRegistry(service_info("worker_service"))
        health.add_check("rabbitmq", bus.ping)

    Args:
        info: The process these checks speak for.
        timeout: Seconds after which a check has failed.
        max_age: Seconds for which a result is used again, so that probes cost nothing.
    """

    def __init__(self, info: ServiceInfo, *, timeout: float = 2.0, max_age: float = 1.0) -> None:
        self.info = info
        self._timeout = timeout
        self._max_age = max_age
        self._checks: dict[str, Check] = {}
        self._states: dict[str, CheckState] = {}
        self._running: dict[str, asyncio.Task[CheckState]] = {}
        self._details: dict[str, Callable[[], Mapping[str, str | float | None]]] = {}
        self._draining = False

    @property
    def draining(self) -> bool:
        """Whether the process has been told to stop."""
        return self._draining

    def start_draining(self) -> None:
        """Report not ready from now on: the process is about to stop."""
        self._draining = True

    def add_check(self, name: str, check: Check) -> None:
        """Add a dependency that must answer before the process counts as ready.

        Args:
            name: Name in the report, for example `rabbitmq`.
            check: Returns when the dependency answers; raises when it does not.
        """
        self._checks[name] = check

    def add_details(self, name: str, read: Callable[[], Mapping[str, str | float | None]]) -> None:
        """Add figures to `/health` and `/ready`, such as a queue's backlog; `read` is instant."""
        self._details[name] = read

    async def check_all(self) -> dict[str, CheckState]:
        """Return the state of every check, running those whose result is too old."""
        names = tuple(self._checks)
        states = await asyncio.gather(*(self._state_of(name) for name in names))
        return dict(zip(names, states, strict=True))

    async def ready(self) -> tuple[bool, Report]:
        """Return whether the process can work, and the body of `/ready`."""
        states = await self.check_all()
        is_ready = not self._draining and all(state.ok for state in states.values())
        now = time.monotonic()
        report: Report = {
            "status": "ready" if is_ready else "not_ready",
            "service": self.info.name,
            "checks": {
                name: {
                    "status": "ok" if state.ok else "failed",
                    "age_seconds": round(now - state.checked_at, 3),
                    "reason": state.reason,
                }
                for name, state in states.items()
            },
        }
        if self._draining:
            report["draining"] = True
        self._add_figures(report)
        return is_ready, report

    def alive(self) -> Report:
        """Return the body of `/health`: reaching this line is the proof."""
        report: Report = {
            "status": "alive",
            "service": self.info.name,
            "version": self.info.version,
            "uptime_seconds": round(self.info.uptime_seconds, 3),
        }
        self._add_figures(report)
        return report

    def _add_figures(self, report: Report) -> None:
        if self._details:
            report["details"] = {name: dict(read()) for name, read in self._details.items()}

    async def _state_of(self, name: str) -> CheckState:
        state = self._states.get(name)
        if state is not None and time.monotonic() - state.checked_at < self._max_age:
            return state
        task = self._running.get(name)
        if task is None:
            task = asyncio.create_task(self._run(name), name=f"health check {name}")
            self._running[name] = task
            task.add_done_callback(lambda _: self._running.pop(name, None))
        # Shielded: a prober that hangs up must not cancel the check others wait for.
        return await asyncio.shield(task)

    async def _run(self, name: str) -> CheckState:
        reason: str | None = None
        try:
            async with asyncio.timeout(self._timeout):
                await self._checks[name]()
        except CheckFailedError as error:
            reason = redact_text(str(error))
        except TimeoutError:
            reason = f"no answer within {self._timeout:g} s"
        except Exception as error:  # noqa: BLE001  whatever a driver raises means "not ready"
            # The class only: messages of drivers may hold addresses and passwords.
            reason = type(error).__name__
        state = CheckState(reason is None, reason, time.monotonic())
        self._states[name] = state
        return state
