"""What a running platform tells others: addresses, passwords, processes.

The supervisor keeps `platform.json` in the data folder up to date; commands and
tests read it by `load()`. The file holds passwords and is readable by its owner only.
"""

import os
from datetime import datetime
from pathlib import Path
from typing import Final

from pydantic import BaseModel, ConfigDict, ValidationError

from quintet_cli.expected_errors import ExpectedError
from quintet_cli.servers.process_record import ProcessRecord
from quintet_cli.supervision.platform_settings import PlatformSettings
from quintet_cli.supervision.supervised import Phase

STATE_FILE: Final = "platform.json"


class NoPlatformError(ExpectedError):
    """No platform was ever started in this data folder."""


class ProcessState(BaseModel):
    """One supervised process.

    Attributes:
        name: Its name.
        kind: `server` or `service`.
        pid: Its process id, None while it does not run or is not ours.
        port: Where it listens.
        phase: Where it stands.
        detail: Why it is not ready; empty when all is well.
        restarts: How often it was restarted.
        started_at: When it was last started, None before that.
    """

    model_config = ConfigDict(frozen=True)

    name: str
    kind: str
    pid: int | None
    port: int
    phase: Phase
    detail: str
    restarts: int
    started_at: datetime | None


class PlatformState(BaseModel):
    """Everything that a command or a test needs to know about a running platform.

    Attributes:
        supervisor_pid: The process that supervises.
        supervisor_start_ticks: Its start time, which tells it from a stranger of the same pid.
        started_at: When the platform was started.
        data_folder: Where everything is kept.
        offset: Added to every default port.
        service_urls: Origin of each process, http or https, by its name, the sandbox included.
        postgres_url: Of the application's role.
        postgres_admin_url: Of the superuser.
        mongodb_url: Of the application's user.
        mongodb_admin_url: Of the administrator.
        mongodb_database: The application's database.
        redis_url: With its password.
        rabbitmq_url: Virtual host `/`.
        rabbitmq_management_url: The management API, with user and password.
        admin_email: The first administrator of the shop.
        admin_password: Their password.
        tls_ca_file: Whom clients trust; None for a platform without TLS.
        tls_certificate_file: Certificate of the command line.
        tls_key_file: Its private key.
        processes: The supervised processes, servers first.
    """

    model_config = ConfigDict(frozen=True)

    supervisor_pid: int
    supervisor_start_ticks: int
    started_at: datetime
    data_folder: Path
    offset: int
    service_urls: dict[str, str]
    postgres_url: str
    postgres_admin_url: str
    mongodb_url: str
    mongodb_admin_url: str
    mongodb_database: str
    redis_url: str
    rabbitmq_url: str
    rabbitmq_management_url: str
    admin_email: str
    admin_password: str
    tls_ca_file: Path | None = None
    tls_certificate_file: Path | None = None
    tls_key_file: Path | None = None
    processes: list[ProcessState]

    @property
    def api_url(self) -> str:
        """Where the public API is, without a path."""
        return self.service_urls["api_service"]

    @property
    def supervisor(self) -> ProcessRecord:
        """The supervising process."""
        return ProcessRecord("supervisor", self.supervisor_pid, self.supervisor_start_ticks)

    @property
    def is_running(self) -> bool:
        """Whether the supervisor lives."""
        return self.supervisor.is_alive()

    @property
    def is_ready(self) -> bool:
        """Whether the supervisor lives and every process is ready."""
        return self.is_running and all(each.phase is Phase.READY for each in self.processes)

    def process(self, name: str) -> ProcessState:
        """Return one process.

        Raises:
            KeyError: No such process.
        """
        for each in self.processes:
            if each.name == name:
                return each
        raise KeyError(name)

    def save(self) -> None:
        """Write the file so that a reader sees all of it or the one before."""
        path = self.data_folder / STATE_FILE
        partial = path.with_suffix(".partial")
        partial.unlink(missing_ok=True)
        descriptor = os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w", encoding="utf_8") as file:
            file.write(self.model_dump_json(indent=1))
        partial.replace(path)


def load(data_folder: Path | None = None) -> PlatformState:
    """Read the state of the platform.

    Args:
        data_folder: Where it is kept; None finds it as the commands do (QUINTET_DATA, else
            `.quintet` in the checkout).

    Returns:
        The last state written, also of a platform that has stopped; see `is_running`.

    Raises:
        NoPlatformError: None was started here; the message says how to.
    """
    root = data_folder or PlatformSettings.choose(os.environ).data_root
    try:
        return PlatformState.model_validate_json((root / STATE_FILE).read_bytes())
    except (OSError, ValidationError) as error:
        raise NoPlatformError(
            f"no platform was started in {root}: run `quintet up` first, or name another "
            "data folder with --data or QUINTET_DATA"
        ) from error
