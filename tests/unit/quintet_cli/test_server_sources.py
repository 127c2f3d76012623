"""Where each server comes from, and what is said when it comes from nowhere."""

import os
from pathlib import Path

import pytest
from quintet_cli.servers.apt_source import install_packages
from quintet_cli.servers.docker import DockerRedis
from quintet_cli.servers.external_server import ExternalServer
from quintet_cli.servers.install_step import InstallStep, Progress, run_steps
from quintet_cli.servers.postgres import PostgresServer
from quintet_cli.servers.run_command import run_command
from quintet_cli.servers.server_errors import CommandFailedError, ServerUnavailableError
from quintet_cli.servers.server_set import open_servers
from quintet_cli.servers.wait_until import wait_until


def test_a_url_in_the_environment_comes_first(tmp_path: Path) -> None:
    """A server that is named is used, the others are ours."""
    servers = open_servers(tmp_path, {"REDIS_URL": "redis://elsewhere:6380/0"}, docker=True)
    assert isinstance(servers["redis"], ExternalServer)
    assert servers["redis"].port == 6380
    assert servers["redis"].install_steps() == []


def test_docker_is_used_when_asked_for(tmp_path: Path) -> None:
    """Without a URL, --docker decides."""
    assert isinstance(open_servers(tmp_path, {}, docker=True)["redis"], DockerRedis)
    assert isinstance(open_servers(tmp_path, {})["postgres"], PostgresServer)


def test_no_password_is_an_argument_of_docker(tmp_path: Path) -> None:
    """Arguments show in `ps`; only names of variables may appear there."""
    servers = open_servers(tmp_path, {}, docker=True)
    for server in servers.all:
        assert hasattr(server, "command")
        words = " ".join(server.command())
        password = server.url.split("@", maxsplit=1)[0].rsplit(":", maxsplit=1)[1]
        assert password not in words
        assert f"--publish 127.0.0.1:{server.port}:" in words


async def test_without_apt_one_sentence_says_what_to_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It names the package and the way around."""
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(ServerUnavailableError, match=r"redis-server must be installed.*REDIS_URL"):
        await install_packages(["redis-server"], tmp_path)


async def test_without_root_one_sentence_says_what_to_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It gives the command to type."""
    (tmp_path / "apt-get").write_text("#!/bin/sh\nexit 1\n")
    (tmp_path / "apt-get").chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr("os.geteuid", lambda: 1000)
    with pytest.raises(ServerUnavailableError, match="sudo apt-get install redis-server"):
        await install_packages(["redis-server"], tmp_path)


async def test_apt_refreshes_its_lists_when_a_package_is_unknown(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A fresh machine has no lists: install, update, install."""
    calls = tmp_path / "calls"
    lists = tmp_path / "lists"
    (tmp_path / "apt-get").write_text(
        "#!/bin/sh\n"
        f'echo "$1" >> {calls}\n'
        f'if [ "$1" = update ]; then touch {lists}; else [ -e {lists} ]; fi\n'
    )
    (tmp_path / "apt-get").chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}{os.environ['PATH']}")
    monkeypatch.setattr("os.geteuid", lambda: 0)
    await install_packages(["redis-server"], tmp_path)
    assert calls.read_text().split() == ["install", "update", "install"]


async def test_steps_that_are_done_are_only_counted() -> None:
    """A second run tells the same story and does nothing."""
    done: list[str] = []
    told: list[Progress] = []

    async def do() -> None:
        done.append("ran")

    steps = [InstallStep("first", lambda: True, do), InstallStep("second", lambda: False, do)]
    await run_steps("redis", steps, told.append)
    assert done == ["ran"]
    assert [(each.number, each.total, each.title) for each in told] == [
        (1, 2, "first"),
        (2, 2, "second"),
    ]


async def test_a_failed_command_tells_its_last_words() -> None:
    """Exit code and output are in the message."""
    with pytest.raises(CommandFailedError, match=r"exited with 3: oh no"):
        await run_command(["sh", "-c", "echo oh no; exit 3"])


async def test_an_unknown_command_is_an_expected_error() -> None:
    """A missing program is no traceback."""
    with pytest.raises(CommandFailedError, match="cannot be run"):
        await run_command(["no_such_program"])


async def test_a_slow_command_is_ended() -> None:
    """Nothing is left running."""
    with pytest.raises(CommandFailedError, match="took over"):
        await run_command(["sleep", "60"], seconds=0.05)


async def test_waiting_ends_as_soon_as_it_is_pointless() -> None:
    """A process that died is not waited for."""

    async def never() -> None:
        raise ConnectionError

    with pytest.raises(TimeoutError, match="it died"):
        await wait_until(never, seconds=60, give_up=lambda: "it died")
