"""Who is measured: Quintet's two hops, and the monoliths that a team might write instead."""

import os
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

_HERE = Path(__file__).parent
_START_SECONDS = 60.0


@dataclass(frozen=True, slots=True)
class Contender:
    """A running system.

    Attributes:
        name: How the table calls it.
        base_url: Where its public API is.
        product_path: Path of a product up to its id.
        order_path: Path of the orders.
        pids: The processes whose processor time counts.
    """

    name: str
    base_url: str
    product_path: str
    order_path: str
    pids: list[int]


@contextmanager
def running_monolith(name: str, module: str, port: int, postgres_url: str) -> Iterator[Contender]:
    """Serves one of the peers with uvicorn as its users would, access log off."""
    command = [sys.executable, "-m", "uvicorn", f"{module}:app", "--port", str(port)]
    command += ["--no-access-log", "--log-level", "warning", "--loop", "uvloop"]
    environment = {"POSTGRES_URL": postgres_url}
    with _process(command, environment, _HERE / "peers", f"http://127.0.0.1:{port}/docs") as pid:
        yield Contender(name, f"http://127.0.0.1:{port}", "/products/", "/orders", [pid])


@contextmanager
def running_quintet(
    ports: Mapping[str, int], environment: Mapping[str, str]
) -> Iterator[Contender]:
    """Serves the two hops: api_service in front of db_postgres_service.

    The worker does not run: it would move the orders on while they are placed.
    """
    with ExitStack() as stack:
        pids: dict[str, int] = {}
        for name in ("db_postgres_service", "db_mongo_service", "api_service"):
            command = [sys.executable, "-m", name]
            url = f"http://127.0.0.1:{ports[name]}/health"
            pids[name] = stack.enter_context(_process(command, environment, _HERE, url))
        yield Contender(
            "Quintet, two hops",
            f"http://127.0.0.1:{ports['api_service']}",
            "/api/v1/products/",
            "/api/v1/orders",
            [pids["api_service"], pids["db_postgres_service"]],
        )


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
