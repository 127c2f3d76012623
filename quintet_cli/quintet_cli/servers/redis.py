"""Redis from the machine or from apt, with its append only file on."""

import shutil
from pathlib import Path
from typing import ClassVar, Final

from quintet_cli.servers.apt_source import install_packages
from quintet_cli.servers.data_folder import private_folder
from quintet_cli.servers.install_step import InstallStep
from quintet_cli.servers.native_server import NativeServer
from quintet_cli.servers.probes import probe_redis

_DATABASES: Final = 64


class RedisServer(NativeServer):
    """One private Redis with a password on a loopback port."""

    name: ClassVar[str] = "redis"

    @property
    def url(self) -> str:
        """The URL with the password, database 0."""
        return f"redis://:{self.site.secrets.redis_password}@127.0.0.1:{self.port}/0"

    @property
    def admin_url(self) -> str:
        """The same: there is one user."""
        return self.url

    @property
    def port(self) -> int:
        """Where it listens."""
        return self.site.ports.redis

    def install_steps(self) -> list[InstallStep]:
        """One step: the package, unless a redis-server is there already."""
        return [
            InstallStep(
                title="install Redis",
                is_done=lambda: shutil.which("redis-server") is not None,
                run=lambda: install_packages(["redis-server"], self.site.cache),
            )
        ]

    async def prepare(self) -> None:
        """Write the configuration; a file, because arguments show in `ps`."""
        private_folder(self._home())
        lines = [
            "bind 127.0.0.1",
            f"port {self.port}",
            f"requirepass {self.site.secrets.redis_password}",
            f"dir {self._home()}",
            f"databases {_DATABASES}",
            "daemonize no",
            'save ""',
            *(
                ["appendonly yes", "appendfsync everysec"]
                if self.site.durable
                else ["appendonly no"]
            ),
        ]
        configuration = self._configuration()
        configuration.touch(mode=0o600)
        configuration.write_text("\n".join(lines) + "\n", encoding="utf_8")

    def command(self) -> list[str]:
        """The server in the foreground."""
        return [shutil.which("redis-server") or "redis-server", str(self._configuration())]

    async def probe_process(self) -> None:
        """The same as `probe`."""
        await self.probe()

    async def initialise(self) -> None:
        """Nothing to make."""

    async def probe(self) -> None:
        """Ping; fails while the append only file is still being loaded."""
        await probe_redis(self.url)

    def _home(self) -> Path:
        return self.site.data.root / "redis"

    def _configuration(self) -> Path:
        return self._home() / "redis.conf"
