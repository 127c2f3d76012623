"""A project and what was generated in it, brought forward to a newer platform."""

from pathlib import Path

import pytest
from scaffolding.errors import CannotGenerate

from tests.unit.scaffolding.small_platform import (
    OPENING,
    ROOM,
    ROOM_EDITS,
    ROOM_QUESTIONS,
    ROOM_TEMPLATE,
    TABLES,
    House,
    git,
    outcomes,
    small_house,
)


def test_nothing_happens_when_the_platform_is_the_same(house: House) -> None:
    """No file is written, no record changes, and no command has to follow."""
    done = house.update()
    assert (done.changes, done.follow_up) == ([], ())
    assert git(house.project.root, "status", "--porcelain") == ""


def test_an_untouched_file_is_replaced(house: House) -> None:
    """Of the platform and of a template, in one go."""
    house.change_platform(OPENING, "FIRST = 8", "FIRST = 9")
    house.change_platform(ROOM_TEMPLATE, "DOORS = 1", "DOORS = 2")
    done = house.update()
    assert outcomes(done) == {OPENING: "updated", ROOM: "updated"}
    assert "FIRST = 9" in house.read(OPENING)
    assert "DOORS = 2" in house.read(ROOM)
    lock = ("python", "-m", "scaffolding.renew_environment")
    assert done.follow_up == (lock, ("echo", "renewed"))


def test_a_file_that_a_person_changed_is_merged(house: House) -> None:
    """Both changes are there, and nobody is asked."""
    house.change(ROOM, "CHAIRS = 6", "CHAIRS = 8")
    house.change_platform(ROOM_TEMPLATE, "WALLS = 4", "WALLS = 5")
    assert house.outcomes() == {ROOM: "merged"}
    assert "WALLS = 5" in house.read(ROOM)
    assert "CHAIRS = 8" in house.read(ROOM)


def test_lines_that_both_changed_stand_between_marks(house: House) -> None:
    """And the update names the file."""
    house.change(ROOM, "LAMPS = 3", "LAMPS = 7")
    house.change_platform(ROOM_TEMPLATE, "LAMPS = 3", "LAMPS = 5")
    done = house.update()
    assert done.conflicts == [ROOM]
    assert "<<<<<<< yours\nLAMPS = 7\n=======\nLAMPS = 5\n>>>>>>> the template now\n" in house.read(
        ROOM
    )


def test_a_solved_conflict_does_not_come_back(house: House) -> None:
    """What the newer template said is the base of the next update, though nobody committed it."""
    house.change(ROOM, "LAMPS = 3", "LAMPS = 7")
    house.change_platform(ROOM_TEMPLATE, "LAMPS = 3", "LAMPS = 5")
    house.update()
    text = house.read(ROOM)
    solved = text[: text.index("<<<<<<<")] + "LAMPS = 7\n" + text[text.index("\nCHAIRS") :]
    (house.project.root / ROOM).write_bytes(solved.encode())
    house.commit()
    assert house.outcomes() == {}
    git(house.project.root, "gc", "--quiet", "--prune=now")
    house.change_platform(ROOM_TEMPLATE, "CHAIRS = 6", "CHAIRS = 4")
    assert house.outcomes() == {ROOM: "merged"}
    assert "LAMPS = 7" in house.read(ROOM)
    assert "CHAIRS = 4" in house.read(ROOM)


def test_a_file_that_a_person_removed_stays_away(house: House) -> None:
    """Also when the platform changes it."""
    (house.project.root / OPENING).unlink()
    house.commit()
    house.change_platform(OPENING, "FIRST = 8", "FIRST = 9")
    assert house.outcomes() == {}
    assert not house.project.has(OPENING)


def test_a_file_that_the_platform_no_longer_has_is_removed(house: House) -> None:
    """When nobody changed it."""
    (house.newer.root / "docs/removed.md").unlink()
    assert house.outcomes() == {"docs/removed.md": "removed"}
    assert not house.project.has("docs/removed.md")
    assert house.outcomes() == {}


def test_a_changed_file_that_the_platform_no_longer_has_is_left_to_the_project(
    house: House,
) -> None:
    """It is the project's from then on, and no later update speaks of it."""
    house.change("docs/removed.md", "One day.", "Not at all.")
    (house.newer.root / "docs/removed.md").unlink()
    assert house.outcomes() == {"docs/removed.md": "left to you"}
    assert "Not at all." in house.read("docs/removed.md")
    assert house.outcomes() == {}


def test_a_new_file_of_the_platform_comes_along(house: House) -> None:
    """It is made, and the next update knows it."""
    (house.newer.root / "docs/new.md").write_bytes(b"# New\n")
    assert house.outcomes() == {"docs/new.md": "created"}
    assert house.outcomes() == {}


def test_a_new_file_that_a_person_has_already_is_not_overwritten(house: House) -> None:
    """Both stand in it, between marks."""
    (house.project.root / "docs/new.md").write_bytes(b"# Mine\n")
    house.commit()
    (house.newer.root / "docs/new.md").write_bytes(b"# New\n")
    assert house.update().conflicts == ["docs/new.md"]
    assert "# Mine" in house.read("docs/new.md")


def test_lines_of_generators_and_the_platforms_own_share_a_table(house: House) -> None:
    """The platform adds a line at the very marker where a generator has added one."""
    house.change_platform(TABLES, '    "stairs",\n', '    "stairs",\n    "cellar",\n')
    assert house.outcomes() == {TABLES: "updated"}
    assert '    "cellar",\n    "kitchen",\n    # quintet new: rooms' in house.read(TABLES)
    assert "from house.kitchen import WALLS as KITCHEN_WALLS" in house.read(TABLES)


def test_lines_of_generators_of_people_and_of_the_platform_share_a_file(house: House) -> None:
    """Three authors, no conflict, and it goes on with the next version."""
    house.change(TABLES, "HOURS = FIRST", "HOURS = FIRST + 1")
    house.add_room("attic")
    house.change_platform(TABLES, '    "stairs",\n', '    "stairs",\n    "cellar",\n')
    assert house.outcomes() == {TABLES: "merged"}
    rooms = ("stairs", "cellar", "kitchen", "attic")
    assert "".join(f'    "{room}",\n' for room in rooms) in house.read(TABLES)
    git(house.project.root, "gc", "--quiet", "--prune=now")
    house.change_platform(TABLES, '    "hall",\n', "")
    assert house.outcomes() == {TABLES: "merged"}
    assert "HOURS = FIRST + 1" in house.read(TABLES)
    assert "hall" not in house.read(TABLES)
    assert house.outcomes() == {}


def test_a_newer_template_adds_a_marked_line(house: House) -> None:
    """A file that was only copied until now gets its first line."""
    house.change_platform(OPENING, "NOON = 12\n", "NOON = 12\n# quintet new: hours\n")
    edits = f'\n[[edit]]\nfile = "{OPENING}"\nat = "hours"\nlines = ["{{{{ room }}}} = 7"]\n'
    path = house.newer.root / ROOM_EDITS
    path.write_bytes(path.read_bytes() + edits.encode())
    assert house.outcomes() == {OPENING: "updated"}
    assert "NOON = 12\nkitchen = 7\n# quintet new: hours\n" in house.read(OPENING)
    assert house.outcomes() == {}


def test_a_newer_template_may_ask_for_more_when_it_has_a_default(house: House) -> None:
    """In its files and in its edits; records of old have nothing to answer."""
    question = "room:\n  type: str\nfloor:\n  type: int\n  default: 2\n"
    house.change_platform(ROOM_QUESTIONS, "room:\n  type: str\n", question)
    house.change_platform(ROOM_TEMPLATE, "DOORS = 1", "DOORS = {{ floor }}")
    house.change_platform(ROOM_EDITS, "}}\",'", "}}\", # {{ floor }}'")
    assert house.outcomes() == {ROOM: "updated", TABLES: "updated"}
    assert "DOORS = 2" in house.read(ROOM)
    assert '    "kitchen",  # 2\n' in house.read(TABLES)


def test_a_newer_template_that_asks_for_more_without_a_default_is_refused(house: House) -> None:
    """Nobody is there to answer."""
    question = "room:\n  type: str\nfloor:\n  type: int\n"
    house.change_platform(ROOM_QUESTIONS, "room:\n  type: str\n", question)
    with pytest.raises(CannotGenerate, match="asks for what kitchen was not generated with"):
        house.update()


def test_a_line_that_a_person_took_away_does_not_come_back(house: House) -> None:
    """Whoever removed a room from the table meant it."""
    house.change(TABLES, '    "kitchen",\n', "")
    house.change_platform(TABLES, "HOURS = FIRST", "HOURS = FIRST + 2")
    assert house.outcomes() == {TABLES: "merged"}
    assert '"kitchen"' not in house.read(TABLES)
    assert "FIRST + 2" in house.read(TABLES)


def test_a_marker_that_a_person_took_away_is_not_needed(house: House) -> None:
    """Lines are merged, not inserted anew."""
    house.change(TABLES, "    # quintet new: rooms\n", "")
    house.change_platform(TABLES, "HOURS = FIRST", "HOURS = FIRST + 2")
    assert house.outcomes() == {TABLES: "merged"}
    assert '    "kitchen",\n]' in house.read(TABLES)


def test_a_marker_that_the_newer_platform_lost_refuses_the_whole_update(house: House) -> None:
    """Its templates and its files disagree: that is its fault, and nothing is written."""
    house.change_platform(TABLES, "    # quintet new: rooms\n", "")
    house.change_platform(OPENING, "FIRST = 8", "FIRST = 9")
    with pytest.raises(CannotGenerate, match="quintet new: rooms"):
        house.update()
    assert "FIRST = 8" in house.read(OPENING)


def test_the_name_of_the_project_stays(house: House) -> None:
    """The root pyproject follows the platform's, under its own name."""
    house.change_platform("pyproject.toml", "[tool.quintet.services]", "[tool.quintet.services]\n#")
    assert house.outcomes() == {"pyproject.toml": "updated"}
    assert 'name = "cottage"' in house.read("pyproject.toml")


def test_the_lock_file_is_left_to_its_command(house: House) -> None:
    """Versions that the project has chosen are not taken back."""
    house.change("uv.lock", "fast-json", "faster-json")
    house.change_platform("uv.lock", "fast-json", "fastest-json")
    assert house.outcomes() == {}
    assert "faster-json" in house.read("uv.lock")


def test_a_program_stays_one(house: House) -> None:
    """Merged or replaced."""
    house.change_platform("scripts/open.sh", "echo open", "echo closed")
    assert house.outcomes() == {"scripts/open.sh": "updated"}
    assert (house.project.root / "scripts/open.sh").stat().st_mode & 0o111


def test_a_picture_that_both_changed_is_left_to_the_project(house: House) -> None:
    """Nothing can stand between marks in it."""
    for root, content in ((house.newer.root, b"\0new"), (house.project.root, b"\0mine")):
        (root / "plan.png").write_bytes(content)
    house.commit()
    assert house.outcomes() == {"plan.png": "left to you"}
    assert house.read("plan.png") == "\0mine"
    assert house.outcomes() == {}


def test_uncommitted_changes_refuse_an_update(house: House) -> None:
    """Unless somebody says that it does not matter."""
    house.change_platform(OPENING, "FIRST = 8", "FIRST = 9")
    (house.project.root / "note.txt").write_bytes(b"mine\n")
    with pytest.raises(CannotGenerate, match="1 files have changes that are not committed"):
        house.update()
    assert "FIRST = 8" in house.read(OPENING)
    assert house.update(allow_dirty=True).changes != []
    assert house.read("note.txt") == "mine\n"


def test_a_repository_that_does_not_have_the_records_refuses_an_update(house: House) -> None:
    """One around the project that ignores it all says that nothing has changed, for ever."""
    house.change_platform(OPENING, "FIRST = 8", "FIRST = 9")
    root = house.project.root
    (root / ".git").rename(root.parent / "its_own")
    git(root.parent, "init", "--quiet")
    (root.parent / ".gitignore").write_bytes(b"*\n")
    with pytest.raises(CannotGenerate, match="git does not have the records"):
        house.update()
    assert "FIRST = 8" in house.read(OPENING)


def test_a_dry_run_writes_nothing(house: House) -> None:
    """And tells what it would."""
    house.change_platform(OPENING, "FIRST = 8", "FIRST = 9")
    done = house.update(dry_run=True)
    assert [each.path for each in done.changes] == [OPENING]
    assert git(house.project.root, "status", "--porcelain") == ""


def test_a_project_is_not_updated_from_itself(house: House) -> None:
    """That would merge every change of people into the base."""
    house.newer = house.platform
    house.project = type(house.project)(house.platform.root)
    with pytest.raises(CannotGenerate, match="from itself"):
        house.update()


def test_an_unfinished_thing_is_finished_first(house: House) -> None:
    """Its record does not tell what is there."""
    house.change(".scaffolding/room_kitchen.json", '"complete": true', '"complete": false')
    with pytest.raises(CannotGenerate, match="room kitchen was not finished"):
        house.update()


def test_the_platform_itself_can_be_updated_with_what_was_generated_in_it(tmp_path: Path) -> None:
    """There is no record of a project: lines are added as a generator would."""
    house = small_house(tmp_path)
    git(house.platform.root, "-c", "core.hooksPath=", "commit", "--quiet", "--message", "Begin")
    house.project = type(house.project)(house.platform.root)
    house.add_room("kitchen")
    house.change_platform(ROOM_TEMPLATE, "DOORS = 1", "DOORS = 2")
    house.change_platform(ROOM_EDITS, "lines = ['", "lines = ['\"pantry\",', '")
    assert house.outcomes() == {ROOM: "updated", TABLES: "edited"}
    assert '    "kitchen",\n    "pantry",\n    "kitchen",\n' in house.read(TABLES)
