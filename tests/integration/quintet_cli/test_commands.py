"""The commands as a person types them, with stand-ins for the services."""

import json
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from quintet_cli.platform_state import load
from quintet_cli.servers.process_record import ProcessRecord

from tests.fixtures.free_ports import free_offset

pytestmark = [pytest.mark.integration, pytest.mark.xdist_group("platform")]


class Shell:
    """Types `quintet …` with one data folder."""

    def __init__(self, folder: Path, environment: dict[str, str]) -> None:
        self.folder = folder
        self._environment = {
            **environment,
            "QUINTET_DATA": str(folder),
            "QUINTET_PORT_OFFSET": str(free_offset()),
            "QUINTET_DURABLE": "off",
            "QUINTET_EMPTY": "on",  # stand-ins have no catalogue
        }

    def start(self, *words: str) -> subprocess.Popen[str]:
        """Start a command."""
        return subprocess.Popen(  # noqa: S603  our own program
            [sys.executable, "-m", "quintet_cli", *words],
            env=self._environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    def run(self, *words: str, exit_code: int = 0) -> str:
        """Run a command to its end and return what it printed."""
        process = self.start(*words)
        output, errors = process.communicate(timeout=400)
        assert process.returncode == exit_code, output + errors
        return output + errors

    def records(self) -> list[ProcessRecord]:
        """Every process of the platform, the supervisor first."""
        found = [ProcessRecord.load(path) for path in (self.folder / "processes").iterdir()]
        return [load(self.folder).supervisor, *(each for each in found if each)]


def wait_for_end(records: list[ProcessRecord]) -> None:
    """Wait until none of the processes is alive."""
    deadline = time.monotonic() + 120
    while alive := [record.name for record in records if record.is_alive()]:
        assert time.monotonic() < deadline, alive
        time.sleep(0.05)


@pytest.fixture
def shell(passable_folder: Path, stand_in_environment: dict[str, str]) -> Iterator[Shell]:
    """A shell whose platform starts servers of its own and is down afterwards."""
    shell = Shell(passable_folder, stand_in_environment)
    yield shell
    shell.run("down")


@pytest.fixture
def quick_shell(
    passable_folder: Path, stand_in_environment: dict[str, str], server_urls: dict[str, str]
) -> Iterator[Shell]:
    """A shell whose platform uses the servers of the test run."""
    shell = Shell(passable_folder, {**stand_in_environment, **server_urls})
    yield shell
    shell.run("down")


def test_a_day_in_the_background(shell: Shell) -> None:
    """Up, status, logs; a killed supervisor takes all along; up again, down."""
    assert "Quintet is ready." in shell.run("up", "--detach")
    records = shell.records()
    assert len(records) == 13
    status = json.loads(shell.run("status", "--json"))
    assert (status["ready"], len(status["processes"])) == (True, 11)
    assert "password" not in json.dumps(status)
    assert shell.run("status").splitlines()[1].split()[0] == "postgres"
    assert "listening api_service" in shell.run("logs", "api_service")
    assert "a platform runs already" in shell.run("up", exit_code=1)
    records[0].send(signal.SIGKILL)
    wait_for_end(records)
    assert "not running" in shell.run("status", exit_code=1)
    assert "Quintet is ready." in shell.run("up", "--detach")
    records = shell.records()
    assert "stopped" in shell.run("down")
    wait_for_end(records)


def test_env_tells_addresses_and_passwords(quick_shell: Shell) -> None:
    """What a script needs, and what one process is given."""
    assert "run `quintet up` first" in quick_shell.run("env", exit_code=1)
    quick_shell.run("up", "--detach")
    addresses = json.loads(quick_shell.run("env"))
    state = load(quick_shell.folder)
    assert addresses["ADMIN_EMAIL"] == state.admin_email
    assert addresses["ADMIN_PASSWORD"] == state.admin_password
    assert addresses["API_URL"] == state.api_url
    assert "POSTGRES_URL" not in json.loads(quick_shell.run("env", "api_service"))
    assert "is none of" in quick_shell.run("env", "nonsense", exit_code=2)


def test_ctrl_c_stops_everything(quick_shell: Shell) -> None:
    """In the foreground, SIGINT ends all and exits with 0."""
    process = quick_shell.start("up")
    assert process.stdout is not None
    while "Quintet is ready." not in (line := process.stdout.readline()):
        assert line, process.stderr.read() if process.stderr else ""
    records = quick_shell.records()
    process.send_signal(signal.SIGINT)
    output, _ = process.communicate(timeout=120)
    assert process.returncode == 0
    assert output.rstrip().endswith("stopped")
    wait_for_end(records)


def test_a_broken_service_is_told_in_one_message(quick_shell: Shell) -> None:
    """In the background too, and nothing is left running."""
    quick_shell.folder.joinpath("worker_service.broken").touch()
    output = quick_shell.run("up", "--detach", exit_code=1)
    assert "quintet: worker_service did not start" in output
    assert "told to fail" in output
    assert list((quick_shell.folder / "processes").iterdir()) == []
