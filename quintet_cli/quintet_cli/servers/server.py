"""What a server is to those who start, watch and stop it."""

from typing import Protocol

from quintet_cli.servers.install_step import InstallStep


class Server(Protocol):
    """One of the four servers, whatever its source."""

    @property
    def name(self) -> str:
        """Its name: postgres, mongodb, redis or rabbitmq."""
        ...

    @property
    def url(self) -> str:
        """The URL that the application uses; it holds the password."""
        ...

    @property
    def admin_url(self) -> str:
        """The URL of the administrator (RabbitMQ: of its management API)."""
        ...

    @property
    def pid(self) -> int | None:
        """The process id, or None when it is not a process of ours."""
        ...

    @property
    def port(self) -> int:
        """Where it listens."""
        ...

    def install_steps(self) -> list[InstallStep]:
        """The steps that make it startable."""
        ...

    async def start(self) -> None:
        """Start it and return when it answers.

        Raises:
            ServerError: It cannot be started.
        """
        ...

    async def probe(self) -> None:
        """Return when it answers; raise anything when it does not."""
        ...

    async def wait_ended(self) -> int:
        """Wait until its process ends and return the exit code."""
        ...

    async def stop(self) -> None:
        """Stop it and wait for its end; fine when it does not run."""
        ...
