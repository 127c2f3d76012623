"""A process of ours that a test may stop, kill, freeze and start again."""

import asyncio
import os
import signal
import subprocess
import sys
import time
from collections.abc import Mapping
from pathlib import Path

from http_transport import HttpClient, TransportError
from quintet_cli.supervision.process_catalogue import DATA_SERVICES

from tests.fixtures.service_identities import headers_of, identity_environment

_START_SECONDS = 150.0
_PAUSE_SECONDS = 0.03


class RunningProcess:
    """Runs `python -m module`.

    Args:
        module: Package of the service.
        port: Where it is told to listen.
        environment: Its variables, beside those of this process.
        output: Where it writes what it has to say.
    """

    def __init__(
        self, module: str, port: int, environment: Mapping[str, str], output: Path
    ) -> None:
        self.url = f"http://127.0.0.1:{port}"
        self._module = module
        self._guarded = module in DATA_SERVICES
        self._environment = {
            **os.environ,
            **identity_environment(module),
            **environment,
            "ENVIRONMENT": "test",
        }
        self._output = output
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def pid(self) -> int:
        """The process id."""
        assert self._process is not None
        return self._process.pid

    @property
    def said(self) -> str:
        """What it has written."""
        return self._output.read_text(encoding="utf_8")

    def start(self) -> None:
        """Starts it; returns at once."""
        with self._output.open("ab") as log:
            self._process = subprocess.Popen(  # noqa: S603  our own program
                [sys.executable, "-m", self._module],
                env=self._environment,
                stdout=log,
                stderr=subprocess.STDOUT,
            )

    async def answers(self, path: str, status: int = 200) -> None:
        """Waits until it answers a probe with this status."""
        deadline = time.monotonic() + _START_SECONDS
        headers = headers_of("quintet_cli", self._module) if self._guarded else None
        async with HttpClient(self.url, timeout=5.0, context_headers=headers) as client:
            while True:
                assert self._process is not None
                assert self._process.poll() is None, self.said[-4000:]
                try:
                    if (await client.request("GET", path)).status == status:
                        return
                except TransportError:
                    pass
                assert time.monotonic() < deadline, f"{self._module} {path}: {self.said[-4000:]}"
                await asyncio.sleep(_PAUSE_SECONDS)

    async def start_and_wait(self) -> None:
        """Starts it and waits until it is ready."""
        self.start()
        await self.answers("/ready")

    def send(self, number: signal.Signals) -> None:
        """Sends a signal."""
        os.kill(self.pid, number)

    async def wait(self, seconds: float = 60.0) -> int:
        """Waits for its end and returns its exit code."""
        assert self._process is not None
        return await asyncio.to_thread(self._process.wait, seconds)

    async def stop(self) -> int:
        """Asks it to end, and ends it when it does not."""
        if self._process is None or self._process.poll() is not None:
            return 0 if self._process is None else self._process.returncode
        self.send(signal.SIGCONT)
        self.send(signal.SIGTERM)
        try:
            return await self.wait()
        except subprocess.TimeoutExpired:
            self._process.kill()
            return await self.wait()
