"""The process itself: how it stops, and what it writes into its log."""

import asyncio
import json
import os
import signal
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from uuid import uuid4

import pytest
from http_transport import HttpClient, TransportError

from tests.fixtures.service_process import free_port
from tests.integration.api_service.api_scene import PASSWORD, Api
from tests.integration.api_service.bad_request import NOBODY

pytestmark = pytest.mark.integration


@asynccontextmanager
async def _process(environment: dict[str, str]) -> AsyncIterator[asyncio.subprocess.Process]:
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "api_service",
        env=os.environ | environment | {"ENVIRONMENT": "test"},
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
    )
    try:
        yield process
    finally:
        if process.returncode is None:
            process.kill()
        await process.wait()


async def _until_ready(api: Api) -> None:
    async with asyncio.timeout(60):
        while True:
            try:
                if (await api.get("/ready")).status == 200:
                    return
            except TransportError:
                pass
            await asyncio.sleep(0.05)


async def _ask_until_refused(api: Api, statuses: list[int], started: asyncio.Event) -> None:
    while True:
        try:
            answer = await api.get(f"/api/v1/orders/{NOBODY}")
        except TransportError:
            return
        statuses.append(answer.status)
        started.set()


async def test_stops_without_breaking_a_request_and_logs_nothing_private(
    api_environment: dict[str, str],
) -> None:
    """SIGTERM under load: every request that was let in is answered; the log is clean JSON."""
    port = free_port()
    email = f"{uuid4().hex}@example.com"
    statuses: list[int] = []
    started = asyncio.Event()
    async with (
        _process(api_environment | {"API_SERVICE_PORT": str(port)}) as process,
        HttpClient(f"http://127.0.0.1:{port}", max_connections=8) as client,
    ):
        guest = Api(client)
        await _until_ready(guest)
        answer = await guest.post(
            "/api/v1/auth/register", {"email": email, "password": PASSWORD, "name": "Ada Lovelace"}
        )
        assert answer.status == 202
        ada = await guest.log_in(email, PASSWORD)
        assert (await ada.get("/api/v1/me", {"x-request-id": "find_me"})).status == 200
        asking = [asyncio.create_task(_ask_until_refused(ada, statuses, started)) for _ in range(8)]
        await started.wait()

        process.send_signal(signal.SIGTERM)
        await asyncio.gather(*asking)
        output, _ = await process.communicate()

    assert process.returncode == 0
    assert set(statuses) == {404}
    lines = [json.loads(line) for line in output.decode().splitlines()]
    mine = [line for line in lines if line["request_id"] == "find_me"]
    assert [(line["event"], line["route"], line["status"]) for line in mine] == [
        ("request", "/api/v1/me", 200)
    ]
    for secret in (email, PASSWORD, "Lovelace", ada.headers["authorization"][20:]):
        assert secret not in output.decode()
