"""One Python process of ours as something that can be supervised."""

import signal
import sys
from collections.abc import Mapping
from typing import ClassVar

import orjson
from http_transport import ClientTls, HttpClient

from quintet_cli.servers.child_process import ChildProcess, Launch, stop_recorded
from quintet_cli.servers.data_folder import DataFolder
from quintet_cli.servers.server_errors import ServerDidNotStartError
from quintet_cli.servers.wait_until import wait_until
from quintet_cli.supervision.key_files import HeaderSource

_OK = 200


class NotReadyError(Exception):
    """The process answers and says that it is not ready; the message says why."""


class ServiceProcess:
    """Runs `python -m <name>` and asks its /health and /ready."""

    start_seconds: ClassVar[float] = 60.0
    stop_seconds: ClassVar[float] = 20.0

    def __init__(
        self,
        name: str,
        port: int,
        environment: Mapping[str, str],
        data: DataFolder,
        *,
        tls: ClientTls | None = None,
        headers: HeaderSource | None = None,
    ) -> None:
        self._name = name
        self._port = port
        self._environment = environment
        self._data = data
        self._tls = tls
        self._headers = headers
        self._child: ChildProcess | None = None

    @property
    def name(self) -> str:
        """Its name."""
        return self._name

    @property
    def port(self) -> int:
        """Where it listens."""
        return self._port

    @property
    def pid(self) -> int | None:
        """The process id while it runs."""
        if self._child is None or self._child.exit_code is not None:
            return None
        return self._child.record.pid

    async def start(self) -> None:
        """Start the process and wait until it is alive.

        Raises:
            ServerDidNotStartError: It ended, or did not answer /health in time.
        """
        record_file = self._data.record_of(self._name)
        await stop_recorded(record_file, signal.SIGTERM)
        child = await ChildProcess.start(
            Launch(
                name=self._name,
                arguments=[sys.executable, "-m", self._name],
                environment=self._environment,
                log_file=self._data.log_of(self._name),
                record_file=record_file,
                folder=self._data.root,
            )
        )
        self._child = child

        def ended() -> str | None:
            if child.exit_code is None:
                return None
            return f"it exited with {child.exit_code}\n{child.last_words()}"

        try:
            await wait_until(self._probe_alive, seconds=self.start_seconds, give_up=ended)
        except TimeoutError as error:
            await self.stop()
            raise ServerDidNotStartError(f"{self._name} did not start: {error}") from error

    async def probe(self) -> None:
        """Return when /ready says so.

        Raises:
            NotReadyError: It says what is missing.
            TransportError: It does not answer.
        """
        status, body = await self._get("/ready")
        if status != _OK:
            raise NotReadyError(_missing(body))

    async def wait_ended(self) -> int:
        """Wait until the process ends and return its exit code."""
        return 0 if self._child is None else await self._child.wait()

    async def stop(self) -> None:
        """Ask it to drain and end, and end it when it does not."""
        if self._child is not None:
            await self._child.stop(signal.SIGTERM, self.stop_seconds)
            self._child = None

    async def _probe_alive(self) -> None:
        status, _ = await self._get("/health")
        if status != _OK:
            raise NotReadyError(f"/health answered {status}")

    async def _get(self, path: str) -> tuple[int, bytes]:
        scheme = "http" if self._tls is None else "https"
        client = HttpClient(
            f"{scheme}://127.0.0.1:{self._port}",
            timeout=5.0,
            tls=self._tls,
            context_headers=self._headers,
        )
        try:
            response = await client.request("GET", path)
        finally:
            await client.aclose()
        return response.status, response.body


def _missing(body: bytes) -> str:
    try:
        checks = orjson.loads(body)["checks"]
        failed = [
            f"{name}: {check.get('reason') or 'failed'}"
            for name, check in checks.items()
            if check.get("status") != "ok"
        ]
    except (ValueError, KeyError, TypeError, AttributeError):
        return "not ready"
    return ", ".join(failed) or "not ready"
