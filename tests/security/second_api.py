"""Another process of the API beside the platform's, told to do what the first must not."""

import asyncio
import os
import sys
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from http_transport import HttpClient, TransportError

from tests.fixtures.eventually import eventually
from tests.fixtures.free_ports import free_port
from tests.security.stage import Stage


@dataclass(frozen=True)
class SecondApi:
    """Where it listens, and what it was told."""

    url: str
    environment: Mapping[str, str]


@asynccontextmanager
async def second_api_with(
    stage: Stage, log: Path, changes: Mapping[str, str]
) -> AsyncIterator[SecondApi]:
    """Run it until the block ends.

    Args:
        stage: The platform, whose data services and servers it shares.
        log: Where its output goes.
        changes: Variables that differ from those of the platform's API.
    """
    port = free_port()
    environment = stage.environment_of("api_service") | dict(changes)
    environment["API_SERVICE_PORT"] = str(port)
    with log.open("wb") as output:
        process = await asyncio.create_subprocess_exec(
            sys.executable,
            *("-m", "api_service"),
            env={**environment, "PATH": os.environ["PATH"]},
            stdout=output,
            stderr=output,
        )
    url = f"http://127.0.0.1:{port}"
    try:
        async with HttpClient(url) as client:

            async def alive() -> bool | None:
                assert process.returncode is None, f"a second API has ended, see {log}"
                try:
                    answer = await client.request("GET", "/health")
                except TransportError:
                    return None
                return True if answer.status == 200 else None

            await eventually(alive, "a second API", seconds=120)
        yield SecondApi(url, environment)
    finally:
        if process.returncode is None:
            process.terminate()
        await process.wait()
