"""What must follow and was not run, or has failed, is run by the next run."""

import os
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest
from quintet_cli.commands.new import new
from quintet_cli.new.first_commit import commit_all
from quintet_cli.new.follow_ups import UnfinishedError, run_follow_ups, what_is_left
from scaffolding.due_commands import commands_due
from scaffolding.generating import Generated, place
from scaffolding.project_folder import ProjectFolder
from scaffolding.records import all_records
from scaffolding.rendering import Rendered
from scaffolding.request import Request
from typer.testing import CliRunner, Result

from tests.unit.scaffolding.rendered_things import house, recorded, rendered
from tests.unit.scaffolding.small_platform import git, small_platform

FAILS = ("python", "-c", "raise SystemExit(3)")
WORKS = ("python", "-c", "pass")
KITCHEN = rendered({"kitchen.txt": "walls\n"}, "kitchen")


def put(project: ProjectFolder, what: Rendered, *commands: Sequence[str]) -> Generated:
    """Place a room that asks for commands."""
    follow_up = tuple(tuple(command) for command in commands)
    request = Request("room", "kitchen", {"room": "kitchen"}, follow_up)
    return place(project, request, {}, what, recorded(project), dry_run=False)


def test_a_command_stays_due_until_it_has_been_run(tmp_path: Path) -> None:
    """Those before the one that failed are not run again."""
    project = house(tmp_path)
    made = put(project, KITCHEN, WORKS, FAILS)
    assert made.due == (WORKS, FAILS)
    with pytest.raises(UnfinishedError, match="run it again"):
        run_follow_ups(project, made.due)
    again = put(project, KITCHEN, WORKS, FAILS)
    assert {change.outcome.value for change in again.changes} == {"same"}
    assert again.due == (FAILS,)


def test_nothing_is_due_when_a_second_run_changes_nothing(tmp_path: Path) -> None:
    """What was run is told by the record; what changes a file makes all due again."""
    project = house(tmp_path)
    run_follow_ups(project, put(project, KITCHEN, WORKS).due)
    assert put(project, KITCHEN, WORKS).due == ()
    assert put(project, rendered({"kitchen.txt": "tiles\n"}), WORKS).due == (WORKS,)


def test_a_command_of_two_records_is_run_once_for_both(tmp_path: Path) -> None:
    """It speaks of the whole project."""
    project = house(tmp_path)
    put(project, KITCHEN, WORKS)
    attic = Request("room", "attic", {"room": "attic"}, (WORKS,))
    place(project, attic, {}, rendered({"attic.txt": "dust\n"}), None, dry_run=False)
    assert commands_due(all_records(project)) == (WORKS,)
    run_follow_ups(project, [WORKS])
    assert commands_due(all_records(project)) == ()


def test_commands_are_told_as_a_person_types_them(tmp_path: Path) -> None:
    """With the project's environment, or with the program that makes one."""
    project = ProjectFolder(tmp_path)
    assert "    uv run python -c pass" in what_is_left(project, ["a.py"], [WORKS])
    (tmp_path / ".venv/bin").mkdir(parents=True)
    (tmp_path / ".venv/bin/python").touch()
    assert "    .venv/bin/python -c pass" in what_is_left(project, ["a.py"], [WORKS])
    assert "Then run" not in what_is_left(project, ["a.py"], [])


def test_a_project_whose_lock_failed_is_committed_and_finished_by_the_same_command(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The network was away, say."""
    platform = small_platform(tmp_path / "platform")
    monkeypatch.setattr("quintet_cli.new.project_command.running_checkout", lambda: platform)
    for variable in ("AUTHOR", "COMMITTER"):
        monkeypatch.setenv(f"GIT_{variable}_NAME", "Ada")
        monkeypatch.setenv(f"GIT_{variable}_EMAIL", "ada@example.com")
    folder = tmp_path / "cottage"

    def make(code: int) -> Result:
        (tmp_path / "uv").write_bytes(f"#!{sys.executable}\nraise SystemExit({code})\n".encode())
        (tmp_path / "uv").chmod(0o755)
        return CliRunner().invoke(new, ["project", "cottage", "--into", str(folder)])

    monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}{os.environ['PATH']}")
    failed = make(1)
    assert isinstance(failed.exception, UnfinishedError)
    assert "Next:" in failed.output
    assert git(folder, "log", "--format=%s").strip() == "Begin cottage"
    assert git(folder, "status", "--porcelain") == ""
    assert commands_due(all_records(ProjectFolder(folder))) != ()

    finished = make(0)
    assert finished.exit_code == 0, finished.output
    assert "cottage: finished in" in finished.output
    assert commands_due(all_records(ProjectFolder(folder))) == ()
    assert not commit_all(folder, "Again")
    assert "is the project cottage already" in str(make(0).exception)
