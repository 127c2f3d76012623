"""One server's container: its name, its image, the `docker run` that becomes it."""

import asyncio
import hashlib
import os
import shutil
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from quintet_cli.servers.install_step import InstallStep
from quintet_cli.servers.native_server import Site
from quintet_cli.servers.run_command import run_command
from quintet_cli.servers.server_errors import CommandFailedError, ServerUnavailableError

_FROM_THE_MACHINE: Final = (
    "PATH",
    "HOME",
    "DOCKER_API_VERSION",
    "DOCKER_CERT_PATH",
    "DOCKER_CONFIG",
    "DOCKER_CONTEXT",
    "DOCKER_HOST",
    "DOCKER_TLS_VERIFY",
)
_INFO_SECONDS: Final = 30
_REMOVAL_SECONDS: Final = 30
_REMOVAL_POLL_SECONDS: Final = 0.2


@dataclass(frozen=True, slots=True)
class Container:
    """A container and the named volume of the same name that keeps its data.

    Attributes:
        name: Distinct for each installation, so that two checkouts run side by side and new
            passwords never meet old data.
        host: Its name inside.
        image: What it runs.
    """

    name: str
    host: str
    image: str

    @classmethod
    def of(cls, site: Site, server: str, image: str) -> "Container":
        """Name the container of one server of an installation.

        Args:
            site: The installation.
            server: The server's name.
            image: What it runs.
        """
        identity = f"{site.data.root}\n{site.secrets.erlang_cookie}"
        digest = hashlib.sha256(identity.encode()).hexdigest()[:8]
        return cls(name=f"quintet_{digest}_{server}", host=server, image=image)

    def install_step(self) -> InstallStep:
        """Find the engine, then pull the image unless it is there."""
        pulled: list[bool] = []

        async def pull() -> None:
            try:
                await self._docker("info", seconds=_INFO_SECONDS)
            except CommandFailedError as error:
                raise ServerUnavailableError(
                    "no Docker engine answers: start one, or leave out --docker to run the "
                    "servers without it"
                ) from error
            try:
                await self._docker("image", "inspect", self.image)
            except CommandFailedError:
                await self._docker("pull", "--quiet", self.image)
            pulled.append(True)

        return InstallStep(title=f"pull {self.image}", is_done=lambda: bool(pulled), run=pull)

    async def remove(self) -> None:
        """Remove the container, should a killed run have left it; the volume stays.

        Raises:
            CommandFailedError: It is still there after half a minute.
        """
        try:
            async with asyncio.timeout(_REMOVAL_SECONDS):
                while await self._exists():
                    await self._try_to_remove()
                    await asyncio.sleep(_REMOVAL_POLL_SECONDS)
        except TimeoutError as error:
            raise CommandFailedError(f"container {self.name} cannot be removed") from error

    def environment(self, secrets: Mapping[str, str]) -> dict[str, str]:
        """The environment of the `docker` program; secrets never show in `ps`."""
        machine = {name: os.environ[name] for name in _FROM_THE_MACHINE if name in os.environ}
        return {**machine, **secrets}

    def command(
        self,
        volume: str,
        ports: Mapping[int, int],
        secrets: Mapping[str, str],
        words: Sequence[str],
    ) -> list[str]:
        """The `docker run` that becomes the server.

        Args:
            volume: Where the image keeps its data.
            ports: Port inside by port on the loopback.
            secrets: Variables, of which only the names become arguments.
            words: The command inside the container; empty takes the image's.
        """
        line = [_program(), "run", "--rm", "--name", self.name, "--hostname", self.host]
        line += ["--volume", f"{self.name}:{volume}"]
        for outside, inside in ports.items():
            line += ["--publish", f"127.0.0.1:{outside}:{inside}"]
        for name in secrets:
            line += ["--env", name]
        return [*line, self.image, *words]

    async def _exists(self) -> bool:
        found = await self._docker("ps", "--all", "--quiet", "--filter", f"name=^/?{self.name}$")
        return bool(found.strip())

    async def _try_to_remove(self) -> None:
        # The engine may be removing it already, which it reports as an error.
        try:
            await self._docker("rm", "--force", self.name)
        except CommandFailedError:
            return

    async def _docker(self, *words: str, seconds: float = 600.0) -> str:
        return await run_command(
            [_program(), *words], environment=self.environment({}), seconds=seconds
        )


def _program() -> str:
    return shutil.which("docker") or "docker"
