"""Send warnings and errors to where operators look for them, without ever getting in the way.

Lines wait in a bounded queue; a task sends them in batches. When the queue is full, or sending
fails again and again, lines are dropped and counted: the service's work always goes first.
"""

import asyncio
import uuid
from collections import deque
from collections.abc import Awaitable, Callable, Mapping
from contextlib import suppress
from contextvars import ContextVar
from typing import Final

import orjson

__all__ = ["LogRecord", "LogShipper"]

type Json = bool | int | float | str | list[Json] | dict[str, Json] | None
type LogRecord = dict[str, Json]

_SHIPPED_LEVELS: Final = frozenset({"warning", "error", "critical"})
_OWN_FIELDS: Final = frozenset(
    {"timestamp", "level", "service", "logger", "event", "request_id", "trace_id", "exception"}
)
_MAX_EVENT: Final = 2_000
_MAX_EXCEPTION: Final = 32_000
_MAX_NAME: Final = 128
_MAX_ATTRIBUTES: Final = 8_192
_INT64: Final = 2**63

_shipping: ContextVar[bool] = ContextVar("shipping", default=False)


class LogShipper:
    """Bounded queue of log records with a sender.

    Args:
        ship: Sends one batch; raises when it could not.
        capacity: Most records that wait; further ones are dropped.
        batch: Most records per call of `ship`.
        interval: Seconds between looks at the queue.
        attempts: Calls of `ship` per batch before it is dropped.
    """

    def __init__(
        self,
        ship: Callable[[list[LogRecord]], Awaitable[None]],
        *,
        capacity: int = 1_000,
        batch: int = 100,
        interval: float = 1.0,
        attempts: int = 3,
    ) -> None:
        self._ship = ship
        self._capacity = capacity
        self._batch = batch
        self._interval = interval
        self._attempts = attempts
        self._queue: deque[LogRecord] = deque()
        self._task: asyncio.Task[None] | None = None
        self.dropped = 0
        self.shipped = 0

    @property
    def waiting(self) -> int:
        """Records in the queue."""
        return len(self._queue)

    def offer(self, line: Mapping[str, object]) -> None:
        """Queue a log line when its level asks for it; never blocks, from any thread.

        Args:
            line: A finished, redacted line as `telemetry.logs` makes it.
        """
        if line.get("level") not in _SHIPPED_LEVELS or _shipping.get():
            return  # what sending itself logs would feed on itself
        if len(self._queue) >= self._capacity:
            self.dropped += 1
            return
        self._queue.append(_record(line))

    def start(self) -> None:
        """Start the sending task in the running loop."""
        if self._task is None:
            self._task = asyncio.create_task(self._run(), name="log shipper")

    async def aclose(self, grace: float = 2.0) -> None:
        """Send what waits, for at most `grace` seconds, and stop."""
        if self._task is None:
            return
        self._task.cancel()
        with suppress(asyncio.CancelledError):
            await self._task
        self._task = None
        token = _shipping.set(True)
        try:
            async with asyncio.timeout(grace):
                while self._queue and await self._send_batch():
                    pass
        except TimeoutError:
            pass
        finally:
            _shipping.reset(token)
            self.dropped += len(self._queue)
            self._queue.clear()

    async def _run(self) -> None:
        _shipping.set(True)
        failures = 0
        while True:
            await asyncio.sleep(self._interval)
            while self._queue:
                if await self._send_batch():
                    failures = 0
                    continue
                failures += 1
                if failures >= self._attempts:
                    failures = 0
                    self._drop_batch()
                break

    async def _send_batch(self) -> bool:
        records = [self._queue[i] for i in range(min(self._batch, len(self._queue)))]
        try:
            await self._ship(records)
        except Exception:  # noqa: BLE001  whatever went wrong, the answer is: later, or never
            return False
        for _ in records:
            self._queue.popleft()
        self.shipped += len(records)
        return True

    def _drop_batch(self) -> None:
        for _ in range(min(self._batch, len(self._queue))):
            self._queue.popleft()
            self.dropped += 1


def _record(line: Mapping[str, object]) -> LogRecord:
    exception = line.get("exception")
    return {
        "log_id": str(uuid.uuid4()),
        "occurred_at": str(line.get("timestamp", "")),
        "level": str(line.get("level", "warning")),
        "service": str(line.get("service", "")),
        "logger": str(line.get("logger", ""))[:_MAX_NAME],
        "event": str(line.get("event", ""))[:_MAX_EVENT],
        "request_id": str(line.get("request_id") or "")[:_MAX_NAME],
        "trace_id": str(line.get("trace_id") or ""),
        "exception": None if exception is None else str(exception)[-_MAX_EXCEPTION:],
        "attributes": _attributes({k: v for k, v in line.items() if k not in _OWN_FIELDS}),
    }


def _attributes(values: dict[str, object]) -> dict[str, Json]:
    """Return the further fields as plain JSON of bounded size, whole numbers within 64 bits."""
    try:
        text = orjson.dumps(values, default=str, option=orjson.OPT_NON_STR_KEYS)
    except TypeError:
        return {"note": "further fields were not JSON"}
    if len(text) > _MAX_ATTRIBUTES:
        return {"note": f"further fields took {len(text)} bytes"}
    loaded: dict[str, Json] = orjson.loads(text)
    return {
        name: str(value) if isinstance(value, int) and not -_INT64 <= value < _INT64 else value
        for name, value in loaded.items()
    }
