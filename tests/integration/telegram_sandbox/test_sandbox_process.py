"""The sandbox as a process: it starts on its own, and ends at once although somebody waits."""

import asyncio
import signal
from pathlib import Path

import pytest
from http_transport import HttpClient

from tests.fixtures.service_process import free_port
from tests.integration.worker_service.running_process import RunningProcess
from tests.unit.telegram_sandbox.worlds import TOKEN

pytestmark = pytest.mark.integration


async def test_ends_at_once_although_polls_and_pages_wait(tmp_path: Path) -> None:
    """A poll gets its empty answer, a page's stream its end, and the log no error."""
    port = free_port()
    log = tmp_path / "sandbox.log"
    process = RunningProcess("telegram_sandbox", port, {"TELEGRAM_SANDBOX_PORT": str(port)}, log)
    await process.start_and_wait()
    async with HttpClient(process.url, timeout=60.0) as client:
        polling = asyncio.create_task(client.request("GET", f"/bot{TOKEN}/getUpdates?timeout=50"))
        listening = asyncio.create_task(client.request("GET", "/sandbox/events"))
        while b'"is_listening":true' not in (await client.request("GET", "/sandbox/bot")).body:
            pass
        process.send(signal.SIGTERM)
        async with asyncio.timeout(15):
            assert (await polling).body == b'{"ok":true,"result":[]}'
            assert (await listening).body.startswith(b": listening")
            assert await process.wait() == 0
    assert '"level":"error"' not in log.read_text()
