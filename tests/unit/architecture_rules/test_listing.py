"""The files of a project are those that git knows or would take; without git, all but caches."""

import subprocess
from pathlib import Path

import pytest
from architecture_rules.project.listing import list_files


def _write(folder: Path, *paths: str) -> None:
    for path in paths:
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text("x = 1\n")


def _git(folder: Path, *words: str) -> None:
    subprocess.run(["git", *words], cwd=folder, check=True, capture_output=True)  # noqa: S603, S607  git is on the PATH


def test_without_git_all_but_caches_are_listed(tmp_path: Path) -> None:
    """Foreign code is not the project's."""
    _write(tmp_path, "a.py", "b/c.py", ".venv/x.py", "b/__pycache__/c.pyc", "web/node_modules/y.js")
    assert list_files(tmp_path, []) == ["a.py", "b/c.py"]


def test_with_git_ignored_and_deleted_files_are_left_out(tmp_path: Path) -> None:
    """New ones are looked at before they are added."""
    _write(tmp_path, "kept.py", "gone.py", "ignored/x.py", "name with ünïcode.py")
    (tmp_path / ".gitignore").write_text("ignored/\n")
    _git(tmp_path, "init", "--quiet")
    _git(tmp_path, "add", "kept.py", "gone.py")
    (tmp_path / "gone.py").unlink()
    assert list_files(tmp_path, []) == [".gitignore", "kept.py", "name with ünïcode.py"]


@pytest.mark.parametrize("with_git", [True, False])
def test_excluded_paths_are_left_out(tmp_path: Path, with_git: bool) -> None:  # noqa: FBT001  a parameter of the test
    """A star crosses slashes."""
    _write(tmp_path, "a.py", "generated/b.py", "generated/deep/c.py", "d_pb2.py")
    if with_git:
        _git(tmp_path, "init", "--quiet")
    assert list_files(tmp_path, ["generated/*", "*_pb2.py"]) == ["a.py"]


def test_a_link_to_nowhere_is_no_file(tmp_path: Path) -> None:
    """It could not be read."""
    _write(tmp_path, "a.py")
    (tmp_path / "broken.py").symlink_to(tmp_path / "nothing.py")
    _git(tmp_path, "init", "--quiet")
    assert list_files(tmp_path, []) == ["a.py"]
    (tmp_path / ".git").rename(tmp_path.parent / f"{tmp_path.name}_git")
    assert list_files(tmp_path, []) == ["a.py"]
