"""`quintet update` as a person and a machine meet it."""

import json
import os
import sys
from collections.abc import Iterator
from contextlib import chdir
from pathlib import Path

import pytest
from quintet_cli.__main__ import make_app
from quintet_cli.new.follow_ups import UnfinishedError
from quintet_cli.new.running import CannotGenerateError
from typer.testing import CliRunner, Result

from tests.unit.scaffolding.small_platform import OPENING, ROOM, House, git


@pytest.fixture(autouse=True)
def folder(house: House, tmp_path: Path) -> Iterator[None]:
    """The project is the present folder; `uv` is a program that does nothing."""
    programs = tmp_path / "programs"
    programs.mkdir()
    (programs / "uv").write_bytes(f"#!{sys.executable}\n".encode())
    (programs / "uv").chmod(0o755)
    with chdir(house.project.root), pytest.MonkeyPatch.context() as patch:
        patch.setenv("PATH", f"{programs}{os.pathsep}{os.environ['PATH']}")
        yield


def update(house: House, *words: str) -> Result:
    """Run the command."""
    git(house.newer.root, "add", "--all")
    command = ["update", "--from", str(house.newer.root), *words]
    return CliRunner().invoke(make_app(command), command)


def test_it_tells_what_changed_and_runs_what_must_follow(house: House) -> None:
    """A line for each file."""
    house.change_platform(OPENING, "FIRST = 8", "FIRST = 9")
    result = update(house)
    assert result.exit_code == 0, result.output
    assert f"  updated     {OPENING}\n" in result.output
    assert "files: 1 updated" in result.output
    assert "running python -m scaffolding.renew_environment" in result.output
    assert "FIRST = 9" in house.read(OPENING)


def test_what_must_follow_and_failed_is_done_by_the_next_update(
    house: House, tmp_path: Path
) -> None:
    """Though nothing changes any more."""
    uv = tmp_path / "programs/uv"
    uv.write_bytes(f"#!{sys.executable}\nraise SystemExit(1)\n".encode())
    house.change_platform(OPENING, "FIRST = 8", "FIRST = 9")
    failed = update(house).exception
    assert isinstance(failed, UnfinishedError)
    assert "`uv run python -m scaffolding.renew_environment`" in str(failed)
    house.commit()
    uv.write_bytes(f"#!{sys.executable}\n".encode())
    again = update(house)
    assert again.exit_code == 0, again.output
    assert "running python -m scaffolding.renew_environment" in again.output
    house.commit()
    assert update(house).output == "files: nothing\n"


def test_a_machine_reads_json(house: House) -> None:
    """Outcome by path."""
    house.change_platform(OPENING, "FIRST = 8", "FIRST = 9")
    result = update(house, "--json", "--dry_run")
    assert json.loads(result.stdout) == {OPENING: "updated"}
    assert "FIRST = 8" in house.read(OPENING)


def test_nothing_new_is_said_so(house: House) -> None:
    """And no command follows."""
    result = update(house)
    assert result.exit_code == 0
    assert result.output == "files: nothing\n"


@pytest.mark.parametrize("dry", [True, False])
def test_a_conflict_ends_with_1_and_is_named(house: House, *, dry: bool) -> None:
    """With the commands that are to be run once it is solved."""
    house.change(ROOM, "LAMPS = 3", "LAMPS = 7")
    room = "packages/scaffolding/scaffolding/templates/room/files"
    template = f"{room}/packages/house/house/{{{{ room }}}}.py.jinja"
    house.change_platform(template, "LAMPS = 3", "LAMPS = 5")
    result = update(house, *(["--dry_run"] if dry else []))
    assert result.exit_code == 1
    assert f"  conflict    {ROOM}\n" in result.output
    if not dry:
        assert isinstance(result.exception, UnfinishedError)
        assert ROOM in str(result.exception)
        assert "Then run:\n    uv run python -m scaffolding.renew" in str(result.exception)
    assert ("<<<<<<< yours" in house.read(ROOM)) is not dry


def test_a_refusal_ends_with_2(house: House) -> None:
    """Nothing was changed."""
    (house.project.root / "note.txt").write_bytes(b"mine\n")
    result = update(house)
    assert isinstance(result.exception, CannotGenerateError)
    assert result.exception.exit_code == 2
    assert "note.txt" in str(result.exception)


def test_what_is_no_platform_is_refused(house: House, tmp_path: Path) -> None:
    """As a source, and as a project."""
    command = ["update", "--from", str(tmp_path)]
    result = CliRunner().invoke(make_app(command), command)
    assert isinstance(result.exception, CannotGenerateError)
    command = ["update", "--from", str(house.newer.root), "--project", str(tmp_path)]
    result = CliRunner().invoke(make_app(command), command)
    assert isinstance(result.exception, CannotGenerateError)
