"""Who is measured: Quintet's two hops, and the monoliths that a team might write instead."""

import json
import os
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from benchmarks.servers import Servers

_HERE = Path(__file__).parent
_START_SECONDS = 60.0
_RENEW_SECONDS = 240.0
_PASSWORD = "vermilion otters juggle 47 lanterns"  # noqa: S105  of nobody

type Headers = tuple[tuple[bytes, bytes], ...]


@dataclass(frozen=True, slots=True)
class Contender:
    """A running system.

    Attributes:
        name: How the table calls it.
        base_url: Where its public API is.
        product_path: Path of a product up to its id.
        order_path: Path of the orders.
        pids: The processes whose processor time counts.
        headers: Gives what is sent with every request: a customer's token, where there are
            customers.
    """

    name: str
    base_url: str
    product_path: str
    order_path: str
    pids: list[int]
    headers: Callable[[], Headers] = tuple


@contextmanager
def running_monolith(name: str, module: str, port: int, postgres_url: str) -> Iterator[Contender]:
    """Serves one of the peers with uvicorn as its users would, access log off."""
    command = [sys.executable, "-m", "uvicorn", f"{module}:app", "--port", str(port)]
    command += ["--no-access-log", "--log-level", "warning", "--loop", "uvloop"]
    environment = {"POSTGRES_URL": postgres_url}
    with _process(command, environment, _HERE / "peers", f"http://127.0.0.1:{port}/docs") as pid:
        yield Contender(name, f"http://127.0.0.1:{port}", "/products/", "/orders", [pid])


@contextmanager
def running_quintet(servers: Servers) -> Iterator[Contender]:
    """Serves the two hops: api_service in front of db_postgres_service.

    The worker does not run: it would move the orders on while they are placed. Every request is
    that of a customer: token, session, limit and audit are looked at as they always are.
    """
    with ExitStack() as stack:
        pids: dict[str, int] = {}
        for name in ("db_postgres_service", "db_mongo_service", "api_service"):
            command = [sys.executable, "-m", name]
            url = f"http://127.0.0.1:{servers.ports[name]}/health"
            environment = servers.environment_of(name)
            pids[name] = stack.enter_context(_process(command, environment, _HERE, url))
        base_url = f"http://127.0.0.1:{servers.ports['api_service']}"
        yield Contender(
            "Quintet, two hops",
            base_url,
            "/api/v1/products/",
            "/api/v1/orders",
            [pids["api_service"], pids["db_postgres_service"]],
            _Customer(base_url).headers,
        )


class _Customer:
    """Somebody with an account, who logs in again before the access token runs out."""

    def __init__(self, base_url: str) -> None:
        self._auth = f"{base_url}/api/v1/auth"
        self._account = {"email": "ada@example.com", "password": _PASSWORD}
        self._headers: Headers = ()
        self._renew_at = 0.0
        _post(f"{self._auth}/register", {**self._account, "name": "Ada Lovelace"})

    def headers(self) -> Headers:
        """The header that says who asks."""
        if time.monotonic() >= self._renew_at:
            token = _post(f"{self._auth}/log_in", self._account)["access_token"]
            self._headers = ((b"Authorization", f"Bearer {token}".encode()),)
            self._renew_at = time.monotonic() + _RENEW_SECONDS
        return self._headers


def _post(url: str, body: Mapping[str, str]) -> dict[str, object]:
    headers = {"content-type": "application/json"}
    request = urllib.request.Request(url, json.dumps(body).encode(), headers)  # noqa: S310  ours
    with urllib.request.urlopen(request, timeout=30) as answer:  # noqa: S310  a loopback address
        found: dict[str, object] = json.load(answer)
        return found


@contextmanager
def _process(
    command: list[str], environment: Mapping[str, str], folder: Path, url: str
) -> Iterator[int]:
    process = subprocess.Popen(  # noqa: S603  our own programs
        command,
        cwd=folder,
        env={**os.environ, **environment},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        _wait_until_answering(url, process)
        yield process.pid
    finally:
        process.terminate()
        process.wait(30)


def _wait_until_answering(url: str, process: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + _START_SECONDS
    while True:
        try:
            with urllib.request.urlopen(url, timeout=2):  # noqa: S310  a loopback address of ours
                return
        except (urllib.error.URLError, OSError) as error:
            if process.poll() is not None or time.monotonic() > deadline:
                raise RuntimeError(f"{url} does not answer") from error
            time.sleep(0.1)
