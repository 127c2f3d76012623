"""RabbitMQ from the machine or from apt, with its management plugin."""

import asyncio
import os
import shutil
import signal
from collections.abc import Mapping
from pathlib import Path
from typing import ClassVar, Final

from quintet_cli.servers.apt_source import install_packages
from quintet_cli.servers.child_process import ChildProcess, Launch, stop_recorded
from quintet_cli.servers.data_folder import private_folder
from quintet_cli.servers.install_step import InstallStep
from quintet_cli.servers.native_server import NativeServer, Site
from quintet_cli.servers.probes import probe_rabbitmq
from quintet_cli.servers.server_errors import ServerUnavailableError
from quintet_cli.servers.wait_until import wait_until

_LIBRARY: Final = Path("/usr/lib/rabbitmq/lib")
_EPMD: Final = "rabbitmq_epmd"
_WRITE_AHEAD_LOG_BYTES: Final = 64 * 1024 * 1024


class RabbitmqServer(NativeServer):
    """One private node, and the port mapper daemon (epmd) that Erlang insists on."""

    name: ClassVar[str] = "rabbitmq"
    start_seconds: ClassVar[float] = 90.0
    stop_seconds: ClassVar[float] = 30.0

    def __init__(self, site: Site) -> None:
        super().__init__(site)
        self._epmd: ChildProcess | None = None

    @property
    def url(self) -> str:
        """The AMQP URL, virtual host `/`."""
        return f"amqp://{self._credentials()}@127.0.0.1:{self.port}/"

    @property
    def admin_url(self) -> str:
        """The URL of the management API."""
        return f"http://{self._credentials()}@127.0.0.1:{self.site.ports.rabbitmq_management}"

    @property
    def port(self) -> int:
        """Where it speaks AMQP."""
        return self.site.ports.rabbitmq

    def install_steps(self) -> list[InstallStep]:
        """One step: the package, unless a RabbitMQ is there already."""
        return [
            InstallStep(
                title="install RabbitMQ",
                is_done=lambda: _program() is not None,
                run=lambda: install_packages(["rabbitmq-server"], self.site.cache),
            )
        ]

    async def prepare(self) -> None:
        """Write the configuration, and start epmd under our own care.

        A node starts a daemon epmd where none answers; it would stay behind us.
        """
        home = private_folder(self._home())
        cookie = home / ".erlang.cookie"
        if not cookie.exists():
            cookie.touch(mode=0o600)
            cookie.write_text(self.site.secrets.erlang_cookie, encoding="utf_8")
            cookie.chmod(0o400)
        (home / "environment").write_text("", encoding="utf_8")
        (home / "enabled_plugins").write_text("[rabbitmq_management].\n", encoding="utf_8")
        configuration = home / "rabbitmq.conf"
        configuration.touch(mode=0o600)
        configuration.write_text("\n".join(self._settings()) + "\n", encoding="utf_8")
        await self._ensure_epmd()

    def environment(self) -> Mapping[str, str]:
        """Everything that would otherwise be a fixed path of the package."""
        home = self._home()
        arguments = "-kernel inet_dist_use_interface {127,0,0,1} +sbwt none"
        if not self.site.durable:
            arguments += " -ra wal_write_strategy sync_after_notify"
        return {
            **super().environment(),
            **self._epmd_environment(),
            "HOME": str(home),
            "RABBITMQ_ALLOW_INPUT": "1",
            "RABBITMQ_NODENAME": "quintet@localhost",
            "RABBITMQ_CONF_ENV_FILE": str(home / "environment"),
            "RABBITMQ_CONFIG_FILE": str(home / "rabbitmq"),
            "RABBITMQ_MNESIA_BASE": str(home / "data"),
            "RABBITMQ_LOG_BASE": str(home / "log"),
            "RABBITMQ_SCHEMA_DIR": str(home / "schema"),
            "RABBITMQ_ENABLED_PLUGINS_FILE": str(home / "enabled_plugins"),
            "RABBITMQ_DIST_PORT": str(self.site.ports.rabbitmq_distribution),
            "RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS": arguments,
        }

    def command(self) -> list[str]:
        """The package's inner script: the outer one would change the user."""
        program = _program()
        if program is None:
            raise ServerUnavailableError("RabbitMQ is not installed")
        return [str(program), "-noinput"]

    async def probe_process(self) -> None:
        """Reach the AMQP port."""
        _, writer = await asyncio.open_connection("127.0.0.1", self.port)
        writer.close()

    async def initialise(self) -> None:
        """Nothing to make: the configuration names the user."""

    async def probe(self) -> None:
        """Open an AMQP connection and a channel."""
        await probe_rabbitmq(self.url)

    async def stop(self) -> None:
        """Stop the node, then epmd."""
        if self._child is not None and not self.site.durable:
            # A clean shutdown takes six seconds; a test keeps nothing that deserves them.
            self._child.record.send_to_group(signal.SIGKILL)
        await super().stop()
        if self._epmd is not None:
            await self._epmd.stop(signal.SIGTERM, 5.0)
            self._epmd = None

    async def _ensure_epmd(self) -> None:
        if self._epmd is not None and self._epmd.exit_code is None:
            return
        data = self.site.data
        await stop_recorded(data.record_of(_EPMD), signal.SIGTERM)
        self._epmd = await ChildProcess.start(
            Launch(
                name=_EPMD,
                arguments=[shutil.which("epmd") or "epmd"],
                environment={**super().environment(), **self._epmd_environment()},
                log_file=data.log_of(_EPMD),
                record_file=data.record_of(_EPMD),
                folder=Path("/"),
            )
        )
        await wait_until(self._probe_epmd, seconds=10)

    async def _probe_epmd(self) -> None:
        _, writer = await asyncio.open_connection("127.0.0.1", self.site.ports.rabbitmq_epmd)
        writer.close()

    def _epmd_environment(self) -> dict[str, str]:
        return {
            "ERL_EPMD_PORT": str(self.site.ports.rabbitmq_epmd),
            "ERL_EPMD_ADDRESS": "127.0.0.1",
        }

    def _settings(self) -> list[str]:
        ports = self.site.ports
        return [
            f"listeners.tcp.1 = 127.0.0.1:{ports.rabbitmq}",
            "management.tcp.ip = 127.0.0.1",
            f"management.tcp.port = {ports.rabbitmq_management}",
            "default_user = quintet",
            f"default_pass = {self.site.secrets.rabbitmq_password}",
            "default_vhost = /",
            "default_user_tags.administrator = true",
            "disk_free_limit.absolute = 200MB",
            f"raft.wal_max_size_bytes = {_WRITE_AHEAD_LOG_BYTES}",
            "log.console = true",
            "log.console.level = warning",
            "log.file = false",
        ]

    def _credentials(self) -> str:
        return f"quintet:{self.site.secrets.rabbitmq_password}"

    def _home(self) -> Path:
        return self.site.data.root / "rabbitmq"


def _program() -> Path | None:
    inner = sorted(_LIBRARY.glob("rabbitmq_server-*/sbin/rabbitmq-server"), reverse=True)
    if inner and os.access(inner[0], os.X_OK):
        return inner[0]
    found = shutil.which("rabbitmq-server")
    return None if found is None else Path(found)
