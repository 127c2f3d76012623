"""A pid file that cannot lie."""

import os
import signal
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from quintet_cli.servers.process_record import ProcessRecord, start_ticks_of


@pytest.fixture
def sleeper() -> Iterator[subprocess.Popen[bytes]]:
    """A process that leads its own group and does nothing."""
    process = subprocess.Popen(["/bin/sleep", "60"], start_new_session=True)
    yield process
    process.kill()
    process.wait()


def test_recognises_its_own_process() -> None:
    """Pid and start time together name one process."""
    assert ProcessRecord.of("me", os.getpid()).is_alive()


def test_does_not_mistake_a_stranger_of_the_same_pid() -> None:
    """After a reboot the pid may belong to somebody else."""
    ticks = start_ticks_of(os.getpid())
    assert ticks is not None
    assert not ProcessRecord("old", os.getpid(), ticks - 1).is_alive()


def test_a_zombie_counts_as_ended(sleeper: subprocess.Popen[bytes]) -> None:
    """A killed child that nobody has waited for yet is not alive."""
    record = ProcessRecord.of("sleeper", sleeper.pid)
    record.send(signal.SIGKILL)
    os.waitid(os.P_PID, sleeper.pid, os.WEXITED | os.WNOWAIT)
    assert not record.is_alive()


def test_signals_only_the_process_it_was_made_for(sleeper: subprocess.Popen[bytes]) -> None:
    """A record with another start time hits nobody."""
    ticks = start_ticks_of(sleeper.pid)
    assert ticks is not None
    stranger = ProcessRecord("stranger", sleeper.pid, ticks - 1)
    stranger.send(signal.SIGKILL)
    stranger.send_to_group(signal.SIGKILL)
    assert start_ticks_of(sleeper.pid) == ticks


def test_survives_a_round_trip_through_its_file(tmp_path: Path) -> None:
    """What is saved is what is loaded."""
    record = ProcessRecord.of("me", os.getpid())
    record.save(tmp_path / "me.json")
    assert ProcessRecord.load(tmp_path / "me.json") == record


@pytest.mark.parametrize("content", ["", "{", '{"name": "x"}', "[]", '{"name": 1, "pid": null}'])
def test_a_damaged_file_is_no_record(tmp_path: Path, content: str) -> None:
    """A half written file must not stop a start."""
    (tmp_path / "me.json").write_text(content)
    assert ProcessRecord.load(tmp_path / "me.json") is None


def test_a_missing_file_is_no_record(tmp_path: Path) -> None:
    """Nothing was recorded."""
    assert ProcessRecord.load(tmp_path / "me.json") is None
