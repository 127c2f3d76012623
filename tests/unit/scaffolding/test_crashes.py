"""Killed at any write, a run leaves nothing that the next one does not finish."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scaffolding.errors import CannotGenerate
from scaffolding.project_folder import ProjectFolder

from tests.unit.scaffolding.rendered_things import (
    TABLE,
    files_of,
    put,
    recorded,
    rendered,
)
from tests.unit.scaffolding.rendered_things import house as empty_house
from tests.unit.scaffolding.small_platform import OPENING, TABLES, House, git

FIRST = rendered(
    {"a.txt": "one\n", "b/c.txt": "two\n", "b/d.sh": "three\n"}, "kitchen", programs=("b/d.sh",)
)
WRITES = 2 * (1 + 4 + 1)
"""Of the record, three files and a table, the record again: a new file, then its name."""


UPDATES_WRITES = 2 * 3 + 1 + 2 * 2
"""Three files, the table without the generator's line beside the records, two records."""


class KilledError(BaseException):
    """Nothing of ours catches it."""


@contextmanager
def killed_at(write: int, project: ProjectFolder) -> Iterator[None]:
    """Let so many writes into a project happen; the next is done by half, and nothing follows."""
    left = write
    write_bytes, replace = Path.write_bytes, Path.replace

    def writing(path: Path, content: bytes) -> int:
        nonlocal left
        if not path.is_relative_to(project.root):
            return write_bytes(path, content)
        if left == 0:
            write_bytes(path, content[: len(content) // 2])
            raise KilledError
        left -= 1
        return write_bytes(path, content)

    def replacing(path: Path, target: Path) -> Path:
        nonlocal left
        if not path.is_relative_to(project.root):
            return replace(path, target)
        if left == 0:
            raise KilledError
        left -= 1
        return replace(path, target)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Path, "write_bytes", writing)
        patch.setattr(Path, "replace", replacing)
        yield


@settings(max_examples=25, deadline=None)
@given(st.lists(st.integers(0, WRITES - 1), min_size=1, max_size=3))
def test_the_next_run_finishes_what_a_crash_left(
    tmp_path_factory: pytest.TempPathFactory, kills: list[int]
) -> None:
    """After any number of crashes at any place, all is as if there had been none."""
    expected = empty_house(tmp_path_factory.mktemp("house"))
    put(expected, FIRST)
    project = empty_house(tmp_path_factory.mktemp("house"))
    for kill in kills:
        with killed_at(kill, project), suppress(KilledError):
            put(project, FIRST)
        for path, text in (("a.txt", "one\n"), ("b/c.txt", "two\n"), ("b/d.sh", "three\n")):
            assert project.read(path) in {None, text}
    put(project, FIRST)
    assert files_of(project.root) == files_of(expected.root)
    assert (project.root / "b/d.sh").stat().st_mode & 0o111
    record = recorded(project)
    assert record is not None
    assert record.complete


def test_an_unfinished_run_never_overwrites_what_came_between(tmp_path: Path) -> None:
    """A person looked at what was half done, and changed it."""
    project = empty_house(tmp_path)
    with killed_at(5, project), pytest.raises(KilledError):
        put(project, FIRST)
    assert project.read("a.txt") == "one\n"
    (tmp_path / "a.txt").write_bytes(b"mine\n")
    assert put(project, FIRST)["a.txt"] == "kept"
    assert project.read("a.txt") == "mine\n"
    assert project.read(TABLE) == "hall\nkitchen\n# quintet new: rooms\n"


def test_an_interrupted_update_is_taken_back_with_git_and_run_again(house: House) -> None:
    """Wherever it was killed, every file is the old one or the new one."""
    house.change(TABLES, "HOURS = FIRST", "HOURS = FIRST + 1")
    house.change_platform(TABLES, '    "stairs",\n', '    "stairs",\n    "cellar",\n')
    house.change_platform(OPENING, "FIRST = 8", "FIRST = 9")
    (house.newer.root / "docs/aaa.md").write_bytes(b"# New\n")
    root = house.project.root
    old = files_of(root)
    house.update()
    new = files_of(root)
    for kill in range(UPDATES_WRITES):
        take_back(root)
        with killed_at(kill, house.project), pytest.raises(KilledError):
            house.update()
        for path in (TABLES, OPENING):
            assert files_of(root)[path] in {old[path], new[path]}
        with pytest.raises(CannotGenerate, match="`git stash --include-untracked`"):
            house.update()
    take_back(root)
    house.update()
    assert files_of(root) == new


def take_back(folder: Path) -> None:
    """Do what the refusal and the guide tell."""
    git(folder, "stash", "--include-untracked")
