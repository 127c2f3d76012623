"""The real servers of a benchmark, in a folder of their own, and what the services need to know."""

import os
import socket
import subprocess
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import asyncpg
from quintet_cli.servers.data_folder import DataFolder
from quintet_cli.servers.server_set import choose_servers, native_site
from quintet_cli.supervision.key_files import KeyFiles
from quintet_cli.supervision.platform_variables import platform_variables
from quintet_cli.supervision.process_catalogue import PROCESSES

_PEERS_DATABASE = "peers"


@dataclass(frozen=True, slots=True)
class Servers:
    """Running servers.

    Attributes:
        environment: Variables of all services.
        keys: The signing keys of our processes.
        ports: Where each service shall listen.
        peers_url: The monoliths' own database.
    """

    environment: dict[str, str]
    keys: KeyFiles
    ports: dict[str, int]
    peers_url: str

    def environment_of(self, process: str) -> dict[str, str]:
        """Variables of one service, with its own keys."""
        return {**self.environment, **self.keys.variables_of(process)}

    @staticmethod
    def free_port() -> int:
        """A port that nobody listens on now."""
        with socket.socket() as listener:
            listener.bind(("127.0.0.1", 0))
            port: int = listener.getsockname()[1]
            return port


@asynccontextmanager
async def running_servers(folder: Path) -> AsyncIterator[Servers]:
    """Starts the four servers with durable settings, migrates, and stops them at the end."""
    environment = dict(os.environ)
    site = native_site(DataFolder(folder), environment)
    servers = choose_servers(site, environment)
    await servers.install()
    try:
        await servers.start()
        ports = {name: Servers.free_port() for name in (each.name for each in PROCESSES)}
        variables = platform_variables(servers, site.secrets, ports, environment, folder)
        variables["LOG_FORMAT"] = "json"
        # The limits are asked for every request, as in production; they are only higher.
        variables["RATE_LIMIT_SCALE"] = "100000"
        keys = KeyFiles(DataFolder(folder).keys)
        keys.ensure()
        for name in ("db_postgres_service", "db_mongo_service"):
            _migrate(name, {**variables, **keys.variables_of(name)})
        url = variables["POSTGRES_URL"]
        await _make_peers_database(servers["postgres"].admin_url, urlsplit(url).username or "")
        peers_url = urlsplit(url)._replace(path=f"/{_PEERS_DATABASE}").geturl()
        yield Servers(variables, keys, ports, peers_url)
    finally:
        await servers.stop()


def _migrate(module: str, variables: dict[str, str]) -> None:
    command = [sys.executable, "-m", module, "migrate"]
    subprocess.run(  # noqa: S603  our own program
        command, env={**os.environ, **variables}, check=True, capture_output=True
    )


async def _make_peers_database(admin_url: str, owner: str) -> None:
    connection = await asyncpg.connect(admin_url)
    try:
        await connection.execute(f'CREATE DATABASE {_PEERS_DATABASE} OWNER "{owner}"')
    finally:
        await connection.close()
