"""Lines that generators add bear the project's name where the platform's own lines do."""

from pathlib import Path
from typing import Final

from tests.unit.scaffolding.small_platform import (
    ROOM_EDITS,
    ROOM_TEMPLATE,
    House,
    git,
    small_house,
)

COMPOSE: Final = "deploy/compose.yaml"
_PLATFORMS: Final = """\
name: quintet
services:
  hall:
    image: quintet/hall
    container_name: quintet_hall
  # quintet new: containers
volumes:
  hall: {name: quintet_hall}
  # quintet new: volumes
"""
_EDITS: Final = f"""\
[[edit]]
file = "{COMPOSE}"
at = "containers"
lines = [
    "{{{{ room }}}}:",
    "  image: quintet/{{{{ room }}}}",
    "  container_name: quintet_{{{{ room }}}}",
    "  volumes: [{{{{ room }}}}:/var/lib/quintet]",
]

[[edit]]
file = "{COMPOSE}"
at = "volumes"
lines = ["{{{{ room }}}}: {{name: quintet_{{{{ room }}}}}}"]
"""
_OURS: Final = """\
name: cottage
services:
  hall:
    image: cottage/hall
    container_name: cottage_hall
  kitchen:
    image: cottage/kitchen
    container_name: cottage_kitchen
    volumes: [kitchen:/var/lib/quintet]
  # quintet new: containers
volumes:
  hall: {name: cottage_hall}
  kitchen: {name: cottage_kitchen}
  # quintet new: volumes
"""


def house_with_containers(folder: Path) -> House:
    """Its rooms have containers, images and volumes."""
    return small_house(folder, {COMPOSE: _PLATFORMS, ROOM_EDITS: _EDITS})


def test_what_is_generated_bears_the_projects_name(tmp_path: Path) -> None:
    """Two projects with a kitchen share neither its image nor its data."""
    house = house_with_containers(tmp_path)
    house.add_room("kitchen")
    assert house.read(COMPOSE) == _OURS
    house.add_room("kitchen")
    assert house.read(COMPOSE) == _OURS


def test_an_update_keeps_the_projects_name(tmp_path: Path) -> None:
    """In lines that stay as they are and in those that a newer platform adds."""
    house = house_with_containers(tmp_path)
    house.add_room("kitchen")
    house.change_platform(ROOM_TEMPLATE, "DOORS = 1", "DOORS = 2")
    assert COMPOSE not in house.outcomes()
    image = '"  image: quintet/{{ room }}",'
    house.change_platform(ROOM_EDITS, image, f'{image}\n    "  # {{name: quintet_new}}",')
    assert house.outcomes() == {COMPOSE: "updated"}
    line = "    image: cottage/kitchen\n"
    assert house.read(COMPOSE) == _OURS.replace(line, f"{line}    # {{name: cottage_new}}\n")


def test_the_platforms_own_checkout_keeps_its_name(tmp_path: Path) -> None:
    """It has no record of a project."""
    house = house_with_containers(tmp_path)
    git(house.platform.root, "-c", "core.hooksPath=", "commit", "--quiet", "--message", "Begin")
    house.project = type(house.project)(house.platform.root)
    house.add_room("kitchen")
    assert "container_name: quintet_kitchen" in house.read(COMPOSE)
