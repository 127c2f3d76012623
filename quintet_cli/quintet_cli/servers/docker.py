"""The four servers as containers of a Docker engine.

Each container runs in the foreground of a `docker run` that is our child, so it
is watched, stopped and logged like a native server. `--rm` removes the container,
a named volume keeps the data.
"""

import hashlib
import os
import shutil
from collections.abc import Mapping, Sequence
from typing import ClassVar, Final

from pymongo.errors import OperationFailure

from quintet_cli.servers.install_step import InstallStep
from quintet_cli.servers.mongodb import MongodbServer
from quintet_cli.servers.native_server import NativeServer, Site
from quintet_cli.servers.postgres import PostgresServer
from quintet_cli.servers.rabbitmq import RabbitmqServer
from quintet_cli.servers.redis import RedisServer
from quintet_cli.servers.run_command import run_command
from quintet_cli.servers.server_errors import CommandFailedError, ServerUnavailableError

_NOT_YET_INITIALIZED: Final = 94
_FROM_THE_MACHINE: Final = ("PATH", "HOME", "DOCKER_HOST", "DOCKER_CONFIG", "DOCKER_CONTEXT")


class _Container:
    """What all four share: an image, a name, a volume, passwords by environment."""

    def __init__(self, server: NativeServer) -> None:
        self._server = server
        digest = hashlib.sha256(str(server.site.data.root).encode()).hexdigest()[:8]
        self.container_name = f"quintet_{digest}_{server.name}"

    async def remove(self) -> None:
        """Remove a container of that name, which a killed run may have left."""
        await run_command(
            [_docker(), "rm", "--force", self.container_name], environment=self.environment({})
        )

    def install_steps(self, image: str) -> list[InstallStep]:
        """Find the engine, then pull the image."""
        pulled: list[bool] = []

        async def pull() -> None:
            environment = self.environment({})
            try:
                await run_command([_docker(), "info"], environment=environment, seconds=30)
            except CommandFailedError as error:
                raise ServerUnavailableError(
                    "no Docker engine answers: start one, or leave out --docker to run the "
                    "servers without it"
                ) from error
            try:
                await run_command([_docker(), "image", "inspect", image], environment=environment)
            except CommandFailedError:
                await run_command([_docker(), "pull", "--quiet", image], environment=environment)
            pulled.append(True)

        return [InstallStep(title=f"pull {image}", is_done=lambda: bool(pulled), run=pull)]

    def environment(self, secrets: Mapping[str, str]) -> dict[str, str]:
        """The environment of the `docker` program; secrets never show in `ps`."""
        machine = {name: os.environ[name] for name in _FROM_THE_MACHINE if name in os.environ}
        return {**machine, **secrets}

    def command(
        self,
        image: str,
        volume: str,
        ports: Mapping[int, int],
        secrets: Mapping[str, str],
        words: Sequence[str],
    ) -> list[str]:
        """The `docker run` that becomes the server.

        Args:
            image: What to run.
            volume: Where the image keeps its data.
            ports: Port inside by port on the loopback.
            secrets: Variables, of which only the names become arguments.
            words: The command inside the container; empty takes the image's.
        """
        line = [_docker(), "run", "--rm", "--name", self.container_name]
        line += ["--hostname", self._server.name, "--volume", f"{self.container_name}:{volume}"]
        for outside, inside in ports.items():
            line += ["--publish", f"127.0.0.1:{outside}:{inside}"]
        for name in secrets:
            line += ["--env", name]
        return [*line, image, *words]


def _docker() -> str:
    return shutil.which("docker") or "docker"


class DockerPostgres(PostgresServer):
    """PostgreSQL in a container."""

    _image: ClassVar[str] = "postgres:18"

    def __init__(self, site: Site) -> None:
        super().__init__(site)
        self._container = _Container(self)

    def install_steps(self) -> list[InstallStep]:
        """Pull the image."""
        return self._container.install_steps(self._image)

    def account(self) -> tuple[int, int] | None:
        """The image drops root by itself."""
        return None

    async def prepare(self) -> None:
        """Remove what a killed run left."""
        await self._container.remove()

    def environment(self) -> Mapping[str, str]:
        """With the superuser's password."""
        return self._container.environment(self._secrets())

    def command(self) -> list[str]:
        """The image's own command; version 18 keeps its data one level higher."""
        words = ["postgres", "-c", "max_connections=200"]
        if not self.site.durable:
            words += ["-c", "fsync=off", "-c", "synchronous_commit=off"]
        return self._container.command(
            self._image, "/var/lib/postgresql", {self.port: 5432}, self._secrets(), words
        )

    def _secrets(self) -> dict[str, str]:
        return {"POSTGRES_PASSWORD": self.site.secrets.postgres_admin_password}


class DockerMongodb(MongodbServer):
    """MongoDB in a container, as a replica set of one member."""

    _image: ClassVar[str] = "mongo:6.0"

    def __init__(self, site: Site) -> None:
        super().__init__(site)
        self._container = _Container(self)

    def install_steps(self) -> list[InstallStep]:
        """Pull the image."""
        return self._container.install_steps(self._image)

    async def prepare(self) -> None:
        """Remove what a killed run left."""
        await self._container.remove()

    def environment(self) -> Mapping[str, str]:
        """With the administrator's password and the key."""
        return self._container.environment(self._secrets())

    def command(self) -> list[str]:
        """Listen inside on the port outside: a member must find itself by its address."""
        start = (
            'printf "%s" "$MONGODB_KEY" > /tmp/key && chown mongodb /tmp/key && chmod 400 /tmp/key'
            f" && exec docker-entrypoint.sh mongod --replSet rs0 --keyFile /tmp/key"
            f" --bind_ip_all --port {self.port} --wiredTigerCacheSizeGB 0.25"
        )
        return self._container.command(
            self._image,
            "/data/db",
            {self.port: self.port},
            self._secrets(),
            ["bash", "-c", start],
        )

    async def initialise(self) -> None:
        """Initiate as the administrator, whom the image has made."""
        async with self.direct("admin") as client:
            try:
                await client.admin.command("replSetGetStatus")
            except OperationFailure as error:
                if error.code != _NOT_YET_INITIALIZED:
                    raise
                await client.admin.command("replSetInitiate", self.replica_set(version=1))
        await super().initialise()

    def _secrets(self) -> dict[str, str]:
        return {
            "MONGO_INITDB_ROOT_USERNAME": "admin",
            "MONGO_INITDB_ROOT_PASSWORD": self.site.secrets.mongodb_admin_password,
            "MONGODB_KEY": self.site.secrets.mongodb_key,
        }


class DockerRedis(RedisServer):
    """Redis in a container."""

    _image: ClassVar[str] = "redis:7"

    def __init__(self, site: Site) -> None:
        super().__init__(site)
        self._container = _Container(self)

    def install_steps(self) -> list[InstallStep]:
        """Pull the image."""
        return self._container.install_steps(self._image)

    async def prepare(self) -> None:
        """Remove what a killed run left."""
        await self._container.remove()

    def environment(self) -> Mapping[str, str]:
        """With the password."""
        return self._container.environment(self._secrets())

    def command(self) -> list[str]:
        """Configure by standard input: arguments would show the password."""
        kept = "yes" if self.site.durable else "no"
        start = (
            f'printf "requirepass %s\\ndatabases 64\\nappendonly {kept}\\n" "$REDIS_PASSWORD"'
            " | exec redis-server -"
        )
        return self._container.command(
            self._image, "/data", {self.port: 6379}, self._secrets(), ["sh", "-c", start]
        )

    def _secrets(self) -> dict[str, str]:
        return {"REDIS_PASSWORD": self.site.secrets.redis_password}


class DockerRabbitmq(RabbitmqServer):
    """RabbitMQ in a container, with its management plugin."""

    _image: ClassVar[str] = "rabbitmq:3.13-management"

    def __init__(self, site: Site) -> None:
        super().__init__(site)
        self._container = _Container(self)

    def install_steps(self) -> list[InstallStep]:
        """Pull the image."""
        return self._container.install_steps(self._image)

    async def prepare(self) -> None:
        """Remove what a killed run left."""
        await self._container.remove()

    def environment(self) -> Mapping[str, str]:
        """With user and password."""
        return self._container.environment(self._secrets())

    def command(self) -> list[str]:
        """The image's own command."""
        ports = {self.port: 5672, self.site.ports.rabbitmq_management: 15672}
        return self._container.command(self._image, "/var/lib/rabbitmq", ports, self._secrets(), [])

    def _secrets(self) -> dict[str, str]:
        return {
            "RABBITMQ_DEFAULT_USER": "quintet",
            "RABBITMQ_DEFAULT_PASS": self.site.secrets.rabbitmq_password,
        }
