"""The four servers of one installation, each from the first source that fits."""

import asyncio
from collections.abc import Callable, Coroutine, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Final

from quintet_cli.servers.cache_folder import cache_folder
from quintet_cli.servers.data_folder import DataFolder
from quintet_cli.servers.docker import (
    DockerMongodb,
    DockerPostgres,
    DockerRabbitmq,
    DockerRedis,
)
from quintet_cli.servers.external_server import ExternalServer
from quintet_cli.servers.install_step import ProgressListener, ignore_progress, run_steps
from quintet_cli.servers.mongodb import MongodbServer
from quintet_cli.servers.native_server import Site
from quintet_cli.servers.port_book import PortBook
from quintet_cli.servers.postgres import PostgresServer
from quintet_cli.servers.probes import probe_mongodb, probe_postgres, probe_rabbitmq, probe_redis
from quintet_cli.servers.rabbitmq import RabbitmqServer
from quintet_cli.servers.redis import RedisServer
from quintet_cli.servers.secrets_file import Secrets
from quintet_cli.servers.server import Server

SERVER_NAMES: Final = ("postgres", "mongodb", "redis", "rabbitmq")

_NATIVE: Final[dict[str, Callable[[Site], Server]]] = {
    "postgres": PostgresServer,
    "mongodb": MongodbServer,
    "redis": RedisServer,
    "rabbitmq": RabbitmqServer,
}
_DOCKER: Final[dict[str, Callable[[Site], Server]]] = {
    "postgres": DockerPostgres,
    "mongodb": DockerMongodb,
    "redis": DockerRedis,
    "rabbitmq": DockerRabbitmq,
}
_EXTERNAL: Final = {
    "postgres": ("POSTGRES_URL", "POSTGRES_ADMIN_URL", probe_postgres),
    "mongodb": ("MONGODB_URL", "MONGODB_ADMIN_URL", probe_mongodb),
    "redis": ("REDIS_URL", "REDIS_ADMIN_URL", probe_redis),
    "rabbitmq": ("RABBITMQ_URL", "RABBITMQ_MANAGEMENT_URL", probe_rabbitmq),
}


class ServerSet:
    """Install, start, find and stop the servers."""

    def __init__(self, servers: Sequence[Server]) -> None:
        self._servers = {server.name: server for server in servers}

    def __getitem__(self, name: str) -> Server:
        """Return one server by its name.

        Raises:
            KeyError: No such server.
        """
        return self._servers[name]

    @property
    def all(self) -> list[Server]:
        """Every server, in starting order."""
        return list(self._servers.values())

    async def install(
        self, names: Sequence[str] = SERVER_NAMES, listener: ProgressListener = ignore_progress
    ) -> None:
        """Install what is missing.

        Raises:
            ServerUnavailableError: Something cannot be installed here.
        """
        await _all_or_first_error(
            run_steps(name, self[name].install_steps(), listener) for name in names
        )

    async def start(self, names: Sequence[str] = SERVER_NAMES) -> None:
        """Start servers side by side and return when all answer.

        Raises:
            ServerError: One of them cannot be started.
        """
        await _all_or_first_error(self[name].start() for name in names)

    async def stop(self) -> None:
        """Stop all that run, side by side."""
        await asyncio.gather(*(server.stop() for server in self.all))


async def _all_or_first_error(works: Iterable[Coroutine[None, None, None]]) -> None:
    # Each work ends before the error is told: a half started server can then be stopped.
    for outcome in await asyncio.gather(*works, return_exceptions=True):
        if isinstance(outcome, BaseException):
            raise outcome


def native_site(
    data: DataFolder,
    environment: Mapping[str, str],
    *,
    durable: bool = True,
    port_base: int | None = None,
) -> Site:
    """Open (or found) an installation in a data folder.

    Args:
        data: The folder.
        environment: Where the cache folder is looked up.
        durable: False only in tests.
        port_base: The first of seven consecutive ports; None keeps the remembered ones.

    Returns:
        What the native servers need to know.
    """
    data.ensure()
    return Site(
        data=data,
        cache=cache_folder(environment),
        ports=PortBook.load_or_choose(data.ports_file, port_base),
        secrets=Secrets.load_or_make(data.secrets_file),
        durable=durable,
    )


def choose_servers(
    site: Site, environment: Mapping[str, str], *, docker: bool = False
) -> ServerSet:
    """Take each server from the environment if named there, else run it ourselves.

    Args:
        site: The installation.
        environment: May hold POSTGRES_URL, MONGODB_URL, REDIS_URL, RABBITMQ_URL (with
            RABBITMQ_MANAGEMENT_URL), each naming a server that runs already.
        docker: Run the others as containers instead of natively.

    Returns:
        The four servers, nothing started yet.
    """
    run = _DOCKER if docker else _NATIVE
    chosen: list[Server] = []
    for name in SERVER_NAMES:
        variable, admin_variable, probe = _EXTERNAL[name]
        url = environment.get(variable)
        if url:
            admin_url = environment.get(admin_variable, url)
            chosen.append(ExternalServer(name=name, url=url, admin_url=admin_url, probe_url=probe))
        else:
            chosen.append(run[name](site))
    return ServerSet(chosen)


def open_servers(
    root: Path,
    environment: Mapping[str, str],
    *,
    durable: bool = True,
    port_base: int | None = None,
    docker: bool = False,
) -> ServerSet:
    """Shorthand for `native_site` and `choose_servers`."""
    site = native_site(
        DataFolder(root.resolve()), environment, durable=durable, port_base=port_base
    )
    return choose_servers(site, environment, docker=docker)
