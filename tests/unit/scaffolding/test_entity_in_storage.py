"""What is generated for the storage of an entity, with every type and the longest names."""

import re
from pathlib import Path

import pytest
from scaffolding.field_types import FIELD_TYPES
from scaffolding.generators.entity import entity_request
from scaffolding.project_folder import ProjectFolder
from scaffolding.rendering import render

_ROOT = Path(__file__).parents[3]
_ENTITY = "a_name_with_its_24_signs"
_PLURAL = "and_plural_with_24_signs"
_LONGEST_LINE = 100
_LONGEST_NAME_IN_POSTGRES = 63
_STORAGE = ("packages/storage_", "services/", "tests/integration/", "tests/unit/storage_clients/")


def _fields() -> list[str]:
    """Each type, every other one optional; names are as long as they can be."""
    plain = [*(kind for kind in FIELD_TYPES if kind != "choice"), "identifier"]
    return [
        *(
            f"{kind}_{place}_{'x' * (27 - len(kind))}:{kind}{'?' * (place % 2)}"
            for place, kind in enumerate(plain)
        ),
        "choice_one:choice(red,green)",
        "choice_two:choice(" + ",".join(f"some_rather_long_colour_{n}" for n in range(8)) + ")?",
    ]


@pytest.fixture(scope="module")
def files() -> dict[str, str]:
    """The files of its storage."""
    request = entity_request(
        ProjectFolder(_ROOT), _ENTITY, _fields(), context="attachments", plural=_PLURAL
    )
    made = render(request, _ROOT).files
    return {path: text.decode() for path, text in made.items() if path.startswith(_STORAGE)}


def _only(files: dict[str, str], part: str) -> str:
    (found,) = [text for path, text in files.items() if part in path]
    return found


def test_no_line_is_too_long(files: dict[str, str]) -> None:
    """The formatter cannot break a text or a name."""
    long = [
        (path, line)
        for path, text in files.items()
        for line in text.splitlines()
        if len(line) > _LONGEST_LINE and "# noqa" not in line
    ]
    assert len(files) > 15
    assert long == []


def test_the_migration_makes_the_table_of_the_schema(files: dict[str, str]) -> None:
    """Columns, whether they may be null, checks and indexes, in the same order."""
    table, migration = _only(files, "/schema/"), _only(files, "/versions/")
    columns = re.findall(r'\bColumn\(\s*"(\w+)"', table)
    assert re.findall(r'\bsa\.Column\(\s*"(\w+)"', migration) == columns
    assert len(columns) == len(_fields()) + 6
    needed = re.findall(r'\bColumn\(\s*"(\w+)"[^"]*?nullable=False', table)
    assert re.findall(r'\bColumn\(\s*"(\w+)"[^"]*?nullable=False', migration) == ["id", *needed]
    indexes = re.findall(r'"(\w+_idx)"', table)
    assert re.findall(r'"(\w+_idx)"', migration) == indexes
    checks = re.findall(r'CheckConstraint\(.*?name="(\w+)"', table, re.DOTALL)
    assert re.findall(r'CheckConstraint\(.*?name="(\w+)"', migration, re.DOTALL) == checks


def test_the_names_of_indexes_are_short_and_differ(files: dict[str, str]) -> None:
    """PostgreSQL cuts a long name, and the next one is then the same."""
    indexes = re.findall(r'"(\w+_idx)"', _only(files, "/schema/"))
    assert len(indexes) == 2 + 2 + 2  # times and owners, identifiers, choices
    assert len(set(indexes)) == len(indexes)
    assert max(map(len, indexes)) <= _LONGEST_NAME_IN_POSTGRES
