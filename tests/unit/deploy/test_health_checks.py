"""The command by which a container asks itself whether it is alive, run for real."""

import asyncio
import json
import re
import sys

import pytest
from service_runtime.server_tls import ServerTls
from starlette.responses import PlainTextResponse
from starlette.types import Receive, Scope, Send

from tests.fixtures.deployment import dockerfile_of
from tests.unit.deploy.conftest import Made
from tests.unit.service_runtime.running_server import running


async def answers(scope: Scope, receive: Receive, send: Send) -> None:
    """Health at its place, and nothing else."""
    if scope["type"] == "http":
        status = 200 if scope["path"] == "/health" else 404
        await PlainTextResponse("", status)(scope, receive, send)


async def ends_with(port: int, environment: dict[str, str]) -> int:
    """How the check of the API's image ends when the server is on that port."""
    (check,) = re.findall(r"^HEALTHCHECK (.*)$", dockerfile_of("api_service"), re.MULTILINE)
    words = json.loads(check[check.index("[") :])
    script = words[-1].replace("8000", str(port))
    process = await asyncio.create_subprocess_exec(
        sys.executable, *words[1:-1], script, env=environment, stderr=asyncio.subprocess.DEVNULL
    )
    return await process.wait()


@pytest.mark.parametrize("asks_clients", [False, True])
async def test_it_succeeds_over_https(made: Made, *, asks_clients: bool) -> None:
    """Also where the server wants to see a certificate; and fails without TLS."""
    folder = made.secrets / "tls" / "certificates"
    certificate, key = folder / "api_service.pem", folder / "api_service_key.pem"
    tls = ServerTls(certificate, key, folder / "authority.pem" if asks_clients else None)
    environment = {"TLS_CERTIFICATE_FILE": str(certificate), "TLS_KEY_FILE": str(key)}
    async with running(answers, tls=tls) as server:
        assert await ends_with(server.port, environment) == 0
        assert await ends_with(server.port, {}) != 0


async def test_it_succeeds_over_plain_http_and_fails_without_a_server() -> None:
    """As in development without certificates."""
    async with running(answers) as server:
        assert await ends_with(server.port, {}) == 0
    assert await ends_with(server.port, {}) != 0
