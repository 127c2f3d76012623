"""What was generated, written down and read again."""

import json
from dataclasses import replace
from pathlib import Path

import pytest
from scaffolding.edits import Edit
from scaffolding.errors import CannotGenerate
from scaffolding.project_folder import ProjectFolder
from scaffolding.records import Record, all_records, find_record, write_record
from scaffolding.request import Request


def record(kind: str, name: str, sequence: int) -> Record:
    """A record with something in each of its fields."""
    request = Request(kind, name, {"words": [1, {"deep": None}], "yes": True}, (("uv", "lock"),))
    edits = (Edit("a.py", "rooms", ("x",), ("import x",)),)
    return Record(
        request,
        {"fields": ["title:text"]},
        sequence,
        {"b.py": "0" * 40},
        edits,
        complete=True,
        due=(("uv", "lock"),),
    )


def test_a_record_is_read_as_it_was_written(tmp_path: Path) -> None:
    """All of it."""
    project = ProjectFolder(tmp_path)
    written = record("entity", "wish", 1)
    write_record(project, written)
    assert find_record(project, "entity", "wish") == written


def test_what_was_not_generated_has_no_record(tmp_path: Path) -> None:
    """Nor has a folder without any."""
    project = ProjectFolder(tmp_path)
    assert find_record(project, "entity", "wish") is None
    assert all_records(project) == []


def test_records_come_in_the_order_of_generation(tmp_path: Path) -> None:
    """Not in that of their names: a later one may add lines to files of an earlier one."""
    project = ProjectFolder(tmp_path)
    for sequence, name in enumerate(("wish", "apple", "moon"), 1):
        write_record(project, record("entity", name, sequence))
    assert [each.request.name for each in all_records(project)] == ["wish", "apple", "moon"]


def test_two_events_whose_names_differ_in_the_place_of_the_dot_have_two_records(
    tmp_path: Path,
) -> None:
    """The entity `order_item` was shipped, or the entity `order` had an item shipped."""
    project = ProjectFolder(tmp_path)
    names = ["order_item.shipped", "order.item_shipped"]
    for sequence, name in enumerate(names, 1):
        write_record(project, record("event", name, sequence))
    assert [each.request.name for each in all_records(project)] == names
    found = [find_record(project, "event", name) for name in names]
    assert [each and each.sequence for each in found] == [1, 2]
    assert sorted(each.name for each in (tmp_path / ".scaffolding").iterdir()) == [
        "event_order.item_shipped.json",
        "event_order_item.shipped.json",
    ]


def test_a_record_is_the_same_text_each_time(tmp_path: Path) -> None:
    """Lines that merge well: one for each file, sorted."""
    project = ProjectFolder(tmp_path)
    file = tmp_path / ".scaffolding/entity_wish.json"
    write_record(project, record("entity", "wish", 1))
    first = file.read_bytes()
    write_record(project, record("entity", "wish", 1))
    assert file.read_bytes() == first
    assert f'\n  "b.py": "{"0" * 40}"\n' in first.decode()


@pytest.mark.parametrize("text", ["", "{}", "[]", "<<<<<<< yours\n{}", '{"kind": 1}'])
def test_a_record_that_nobody_understands_is_named(tmp_path: Path, text: str) -> None:
    """Two people have generated the same thing, say, and their branches were merged."""
    folder = tmp_path / ".scaffolding"
    folder.mkdir()
    (folder / "entity_wish.json").write_text(text, "utf-8")
    with pytest.raises(CannotGenerate, match=r"entity_wish.* cannot be read"):
        find_record(ProjectFolder(tmp_path), "entity", "wish")
    with pytest.raises(CannotGenerate, match=r"entity_wish.* cannot be read"):
        all_records(ProjectFolder(tmp_path))


def test_a_record_of_an_older_platform_is_read(tmp_path: Path) -> None:
    """Otherwise its project could not be updated: the first records knew no due commands."""
    project = ProjectFolder(tmp_path)
    write_record(project, record("entity", "wish", 1))
    file = tmp_path / ".scaffolding/entity_wish.json"
    first_form = json.loads(file.read_text("utf-8"))
    del first_form["due"]
    file.write_text(json.dumps(first_form), "utf-8")
    assert find_record(project, "entity", "wish") == replace(record("entity", "wish", 1), due=())


def test_a_record_is_json(tmp_path: Path) -> None:
    """Other tools may read it."""
    write_record(ProjectFolder(tmp_path), record("entity", "wish", 1))
    read = json.loads((tmp_path / ".scaffolding/entity_wish.json").read_text("utf-8"))
    assert (read["kind"], read["name"], read["complete"]) == ("entity", "wish", True)
