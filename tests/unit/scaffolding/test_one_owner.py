"""An update refuses a file of which two records say different things."""

from dataclasses import replace

import pytest
from scaffolding.errors import CannotGenerate
from scaffolding.records import find_record, write_record
from scaffolding.request import Request

from tests.unit.scaffolding.small_platform import OPENING, ROOM, House


def test_a_file_that_the_platform_brings_and_a_generator_has_made_is_named(house: House) -> None:
    """With both records; nothing is written, and what the message advises helps."""
    house.change_platform(OPENING, "FIRST = 8", "FIRST = 9")
    (house.newer.root / ROOM).write_bytes(b'"""The platform\'s own."""\n')
    owners = r"kitchen\.py belongs to two records, project cottage and room kitchen"
    with pytest.raises(CannotGenerate, match=owners) as refused:
        house.update()
    assert "FIRST = 8" in house.read(OPENING)
    advised = ".scaffolding/room_kitchen.json"
    assert f"remove {advised}," in str(refused.value)
    (house.project.root / advised).unlink()
    house.commit()
    assert house.outcomes() == {OPENING: "updated", ROOM: "conflict"}


def test_a_file_that_two_have_made_of_different_content_is_named(house: House) -> None:
    """Two people have generated on two branches, say."""
    record = find_record(house.project, "room", "kitchen")
    assert record is not None
    request = Request("room", "pantry", {"room": "pantry"})
    write_record(
        house.project, replace(record, request=request, sequence=3, files={ROOM: "0" * 40})
    )
    house.commit()
    with pytest.raises(CannotGenerate, match="room kitchen and room pantry"):
        house.update()


def test_a_file_of_which_two_records_say_the_same_is_no_trouble(house: House) -> None:
    """Whoever is asked, the answer is one."""
    (house.newer.root / ROOM).write_bytes((house.project.root / ROOM).read_bytes())
    assert house.outcomes() == {}
    assert house.outcomes() == {}
