"""The four servers as containers of a Docker engine.

Each container runs in the foreground of a `docker run` that is our child, so it
is watched, stopped and logged like a native server. `--rm` removes the container,
a named volume keeps the data.
"""

from abc import abstractmethod
from collections.abc import Mapping
from typing import ClassVar, Final

from pymongo.errors import OperationFailure

from quintet_cli.servers.container import Container
from quintet_cli.servers.install_step import InstallStep
from quintet_cli.servers.mongodb import MongodbServer
from quintet_cli.servers.native_server import NativeServer
from quintet_cli.servers.postgres import PostgresServer
from quintet_cli.servers.rabbitmq import RabbitmqServer
from quintet_cli.servers.redis import RedisServer

_NOT_YET_INITIALIZED: Final = 94


class _InContainer(NativeServer):
    """What differs from a native server, whatever the server."""

    image: ClassVar[str]

    @property
    def container(self) -> Container:
        """The container of this server."""
        return Container.of(self.site, self.name, self.image)

    @abstractmethod
    def container_secrets(self) -> dict[str, str]:
        """The variables that hold passwords."""

    def install_steps(self) -> list[InstallStep]:
        """Pull the image."""
        return [self.container.install_step()]

    def account(self) -> tuple[int, int] | None:
        """Ours: the images drop root by themselves."""
        return None

    async def prepare(self) -> None:
        """Remove what a killed run left."""
        await self.container.remove()

    def environment(self) -> Mapping[str, str]:
        """With the passwords."""
        return self.container.environment(self.container_secrets())

    async def stop(self) -> None:
        """Stop by a signal, which `docker run` passes on; then make sure."""
        had_started = self._child is not None
        await super().stop()
        if had_started:
            await self.container.remove()


class DockerPostgres(_InContainer, PostgresServer):
    """PostgreSQL in a container."""

    image: ClassVar[str] = "postgres:18"

    def command(self) -> list[str]:
        """The image's own command; version 18 keeps its data one level higher."""
        words = ["postgres", "-c", "max_connections=200", "-c", "timezone=UTC"]
        if not self.site.durable:
            words += ["-c", "fsync=off", "-c", "synchronous_commit=off"]
        ports = {self.port: 5432}
        return self.container.command("/var/lib/postgresql", ports, self.container_secrets(), words)

    def container_secrets(self) -> dict[str, str]:
        """The superuser's password."""
        return {"POSTGRES_PASSWORD": self.site.secrets.postgres_admin_password}


class DockerMongodb(_InContainer, MongodbServer):
    """MongoDB in a container, as a replica set of one member."""

    image: ClassVar[str] = "mongo:6.0"

    def command(self) -> list[str]:
        """Listen inside on the port outside: a member must find itself by its address."""
        start = (
            'install --owner=mongodb --mode=400 /dev/stdin /tmp/key <<<"$MONGODB_KEY"'
            " && exec docker-entrypoint.sh mongod --replSet rs0 --keyFile /tmp/key"
            f" --bind_ip_all --port {self.port} --wiredTigerCacheSizeGB 0.25"
            " --setParameter shutdownTimeoutMillisForSignaledShutdown=100"
        )
        return self.container.command(
            "/data/db",
            {self.port: self.port},
            self.container_secrets(),
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

    def container_secrets(self) -> dict[str, str]:
        """The administrator's password and the key."""
        return {
            "MONGO_INITDB_ROOT_USERNAME": "admin",
            "MONGO_INITDB_ROOT_PASSWORD": self.site.secrets.mongodb_admin_password,
            "MONGODB_KEY": self.site.secrets.mongodb_key,
        }


class DockerRedis(_InContainer, RedisServer):
    """Redis in a container."""

    image: ClassVar[str] = "redis:7"

    def command(self) -> list[str]:
        """Configure by standard input: arguments would show the password.

        The shell must become the server: as its parent it would swallow our signals.
        """
        kept = "yes" if self.site.durable else "no"
        start = (
            "exec docker-entrypoint.sh redis-server - <<END\n"
            "requirepass $REDIS_PASSWORD\n"
            f'databases 64\nappendonly {kept}\nsave ""\nEND\n'
        )
        return self.container.command(
            "/data", {self.port: 6379}, self.container_secrets(), ["sh", "-c", start]
        )

    def container_secrets(self) -> dict[str, str]:
        """The password."""
        return {"REDIS_PASSWORD": self.site.secrets.redis_password}


class DockerRabbitmq(_InContainer, RabbitmqServer):
    """RabbitMQ in a container, with its management plugin."""

    image: ClassVar[str] = "rabbitmq:3.13-management"

    def command(self) -> list[str]:
        """The image's own command."""
        ports = {self.port: 5672, self.site.ports.rabbitmq_management: 15672}
        return self.container.command("/var/lib/rabbitmq", ports, self.container_secrets(), [])

    def container_secrets(self) -> dict[str, str]:
        """User and password."""
        return {
            "RABBITMQ_DEFAULT_USER": "quintet",
            "RABBITMQ_DEFAULT_PASS": self.site.secrets.rabbitmq_password,
        }
