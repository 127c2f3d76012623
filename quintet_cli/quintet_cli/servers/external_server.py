"""A server that somebody else runs, named by a URL in the environment."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from urllib.parse import urlsplit

from quintet_cli.servers.install_step import InstallStep
from quintet_cli.servers.server_errors import ServerDidNotStartError
from quintet_cli.servers.wait_until import wait_until


@dataclass(frozen=True, slots=True)
class ExternalServer:
    """We use it and probe it; we neither start nor stop it.

    Attributes:
        name: postgres, mongodb, redis or rabbitmq.
        url: The URL that the application uses.
        admin_url: The URL of the administrator, or the same.
        probe_url: Returns when a URL of this kind answers.
    """

    name: str
    url: str
    admin_url: str
    probe_url: Callable[[str], Awaitable[None]]

    @property
    def pid(self) -> int | None:
        """Not a process of ours."""
        return None

    @property
    def port(self) -> int:
        """Where it listens, 0 when the URL names no port."""
        return urlsplit(self.url).port or 0

    def install_steps(self) -> list[InstallStep]:
        """Nothing to install."""
        return []

    async def start(self) -> None:
        """Wait until it answers.

        Raises:
            ServerDidNotStartError: It does not answer within ten seconds.
        """
        try:
            await wait_until(self.probe, seconds=10)
        except TimeoutError as error:
            raise ServerDidNotStartError(
                f"the {self.name} named in the environment does not answer: {error}"
            ) from error

    async def probe(self) -> None:
        """Return when it answers."""
        await self.probe_url(self.url)

    async def wait_ended(self) -> int:
        """Never returns: its end is not ours to see."""
        await asyncio.Event().wait()
        return 0

    async def stop(self) -> None:
        """Leave it alone."""
