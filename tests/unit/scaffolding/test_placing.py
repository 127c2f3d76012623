"""What a rendered template means for a project, file by file, and what a second run does."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scaffolding.errors import CannotGenerate

from tests.unit.scaffolding.rendered_things import (
    TABLE,
    files_of,
    house,
    put,
    recorded,
    rendered,
)
from tests.unit.scaffolding.small_platform import git

FIRST = rendered({"kitchen.txt": "walls\ndoor\nwindow\n"}, "kitchen")


def test_files_are_made_and_lines_added(tmp_path: Path) -> None:
    """Folders come along."""
    project = house(tmp_path)
    what = rendered({"rooms/kitchen.txt": "walls\n"}, "kitchen")
    assert put(project, what) == {"rooms/kitchen.txt": "created", TABLE: "edited"}
    assert project.read("rooms/kitchen.txt") == "walls\n"
    assert project.read(TABLE) == "hall\nkitchen\n# quintet new: rooms\n"


def test_a_second_run_changes_nothing(tmp_path: Path) -> None:
    """No byte of any file, the record among them."""
    project = house(tmp_path)
    put(project, FIRST)
    before = files_of(tmp_path)
    assert put(project, FIRST) == {"kitchen.txt": "same"}
    assert files_of(tmp_path) == before


def test_a_second_run_after_changes_by_people_changes_nothing(tmp_path: Path) -> None:
    """Neither a changed file, nor a removed one, nor a line that was taken away."""
    project = house(tmp_path)
    what = rendered({"kitchen.txt": "walls\n", "stove.txt": "hot\n"}, "kitchen")
    put(project, what)
    (tmp_path / "kitchen.txt").write_bytes(b"tiles\n")
    (tmp_path / "stove.txt").unlink()
    (tmp_path / TABLE).write_bytes(b"hall\n# quintet new: rooms\n")
    before = files_of(tmp_path)
    assert put(project, what) == {"kitchen.txt": "kept", "stove.txt": "left absent"}
    assert files_of(tmp_path) == before


def test_a_file_of_somebody_refuses_the_whole_run(tmp_path: Path) -> None:
    """Nothing is written, no other file and no record."""
    project = house(tmp_path)
    (tmp_path / "kitchen.txt").write_bytes(b"mine\n")
    before = files_of(tmp_path)
    with pytest.raises(CannotGenerate, match=r"were not generated:\n    kitchen.txt\n"):
        put(project, rendered({"attic.txt": "dust\n", "kitchen.txt": "walls\n"}, "kitchen"))
    assert files_of(tmp_path) == before


def test_a_missing_marker_refuses_the_whole_run(tmp_path: Path) -> None:
    """Nothing is written."""
    project = house(tmp_path)
    (tmp_path / TABLE).write_bytes(b"hall\n")
    before = files_of(tmp_path)
    with pytest.raises(CannotGenerate, match="quintet new: rooms"):
        put(project, FIRST)
    assert files_of(tmp_path) == before


def test_a_missing_table_refuses_the_whole_run(tmp_path: Path) -> None:
    """It is a part of every project."""
    project = house(tmp_path)
    (tmp_path / TABLE).unlink()
    with pytest.raises(CannotGenerate, match=r"tables\.txt is not there"):
        put(project, FIRST)


def test_a_dry_run_writes_nothing(tmp_path: Path) -> None:
    """It tells the same."""
    project = house(tmp_path)
    before = files_of(tmp_path)
    assert put(project, FIRST, dry_run=True) == {"kitchen.txt": "created", TABLE: "edited"}
    assert files_of(tmp_path) == before


def test_an_untouched_file_becomes_what_the_template_says_now(tmp_path: Path) -> None:
    """Without a repository, too: its id tells."""
    project = house(tmp_path, repository=False)
    put(project, FIRST)
    assert put(project, rendered({"kitchen.txt": "tiles\n"}))["kitchen.txt"] == "updated"
    assert project.read("kitchen.txt") == "tiles\n"


def test_a_changed_file_is_merged_though_nobody_committed(tmp_path: Path) -> None:
    """What was generated is in git's store from the start."""
    project = house(tmp_path)
    put(project, FIRST)
    (tmp_path / "kitchen.txt").write_bytes(b"walls\ndoor\nwindow\ntable\n")
    newer = rendered({"kitchen.txt": "tiles\ndoor\nwindow\n"})
    assert put(project, newer)["kitchen.txt"] == "merged"
    assert project.read("kitchen.txt") == "tiles\ndoor\nwindow\ntable\n"
    assert put(project, newer)["kitchen.txt"] == "kept"


@pytest.mark.parametrize("repository", [True, False])
def test_a_lost_base_becomes_a_conflict_and_loses_nothing(
    tmp_path: Path, *, repository: bool
) -> None:
    """No repository, or one whose garbage was collected before anybody committed."""
    project = house(tmp_path, repository=repository)
    put(project, FIRST)
    (tmp_path / "kitchen.txt").write_bytes(b"walls\ndoor\nwindow\ntable\n")
    if repository:
        git(tmp_path, "gc", "--quiet", "--prune=now")
    newer = rendered({"kitchen.txt": "tiles\ndoor\nwindow\n"})
    assert put(project, newer)["kitchen.txt"] == "conflict"
    text = project.read("kitchen.txt") or ""
    assert {"walls", "tiles", "door", "window", "table"} <= set(text.splitlines())


def test_a_conflict_keeps_what_the_template_said_for_the_next_time(tmp_path: Path) -> None:
    """It is in no commit: a file beside the records has it."""
    project = house(tmp_path)
    put(project, FIRST)
    (tmp_path / "kitchen.txt").write_bytes(b"bricks\ndoor\nwindow\n")
    assert put(project, rendered({"kitchen.txt": "tiles\ndoor\nwindow\n"})) == {
        "kitchen.txt": "conflict"
    }
    (tmp_path / "kitchen.txt").write_bytes(b"bricks\ndoor\nwindow\n")
    git(tmp_path, "gc", "--quiet", "--prune=now")
    newest = rendered({"kitchen.txt": "tiles\ndoor\nwide window\n"})
    assert put(project, newest)["kitchen.txt"] == "merged"
    assert project.read("kitchen.txt") == "bricks\ndoor\nwide window\n"


def test_what_a_template_no_longer_makes_is_removed_when_untouched(tmp_path: Path) -> None:
    """And left to the project when not."""
    project = house(tmp_path)
    put(project, rendered({"kitchen.txt": "walls\n", "stove.txt": "hot\n", "sink.txt": "wet\n"}))
    (tmp_path / "stove.txt").write_bytes(b"cold\n")
    assert put(project, rendered({"kitchen.txt": "walls\n"})) == {
        "kitchen.txt": "same",
        "stove.txt": "left to you",
        "sink.txt": "removed",
    }
    assert not project.has("sink.txt")
    assert project.read("stove.txt") == "cold\n"


def test_a_program_can_be_executed(tmp_path: Path) -> None:
    """By whoever may read it, also after it was updated."""
    project = house(tmp_path)
    for text in ("one\n", "two\n"):
        put(project, rendered({"open.sh": text, "kitchen.txt": text}, programs=("open.sh",)))
        assert (tmp_path / "open.sh").stat().st_mode & 0o111
        assert not (tmp_path / "kitchen.txt").stat().st_mode & 0o111


def test_a_file_keeps_the_mode_that_a_person_gave_it(tmp_path: Path) -> None:
    """An update changes its content alone."""
    project = house(tmp_path)
    put(project, FIRST)
    (tmp_path / "kitchen.txt").chmod(0o600)
    put(project, rendered({"kitchen.txt": "tiles\n"}))
    assert (tmp_path / "kitchen.txt").stat().st_mode & 0o777 == 0o600


TEXTS = st.text(st.sampled_from("ab\n\r "), max_size=12)


@settings(max_examples=40, deadline=None)
@given(TEXTS, TEXTS, TEXTS)
def test_nobodys_line_gets_lost_and_twice_is_once(
    tmp_path_factory: pytest.TempPathFactory, base: str, ours: str, theirs: str
) -> None:
    """What is generated first, what a person makes of it, what is generated then."""
    folder = tmp_path_factory.mktemp("house")
    project = house(folder)
    put(project, rendered({"kitchen.txt": base}))
    (folder / "kitchen.txt").write_bytes(ours.encode())
    outcome = put(project, rendered({"kitchen.txt": theirs}))["kitchen.txt"]
    after = files_of(folder)
    if base == theirs:
        assert after["kitchen.txt"] == ours.encode()
    added = (set(ours.split("\n")) | set(theirs.split("\n"))) - set(base.split("\n"))
    left = {line.rstrip("\r") for line in after["kitchen.txt"].decode().split("\n")}
    assert {line.rstrip("\r") for line in added} <= left, outcome
    put(project, rendered({"kitchen.txt": theirs}))
    assert files_of(folder) == after
    record = recorded(project)
    assert record is not None
    assert record.complete
