"""Package indexes take both spellings for one; people and searches do not."""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import cast

from architecture_rules.card import Example, RuleCard
from architecture_rules.finding import Edit, Place
from architecture_rules.project.source_file import SourceFile
from architecture_rules.reading.toml_tables import line_of_key, table_of
from architecture_rules.reading.written_names import is_snake_case, snake_case_of
from architecture_rules.rule import FileRule

__all__ = ["RULE"]

_KEYS = (("project", "scripts"), ("project", "optional-dependencies"), ("dependency-groups",))


def _look(file: SourceFile) -> Iterator[Place]:
    name = (table_of(file, "project") or {}).get("name")
    if isinstance(name, str) and not is_snake_case(name):
        line = line_of_key(file, "project", "name")
        yield from _places(file, name, "the project", [line])
    for path in _KEYS:
        for key in table_of(file, *path) or {}:
            if not is_snake_case(key):
                line = line_of_key(file, ".".join(path), key)
                yield Place(file.path, line, f"{key} wants to be {snake_case_of(key)}")
    sources = table_of(file, "tool", "uv", "sources") or {}
    for key in sources:
        if not is_snake_case(key) and _is_own(sources[key]):
            yield from _places(file, key, "our own", range(1, len(file.lines) + 1))


def _is_own(source: object) -> bool:
    return isinstance(source, dict) and bool(cast("Mapping[str, object]", source).get("workspace"))


def _places(file: SourceFile, name: str, what: str, lines: Iterable[int]) -> Iterator[Place]:
    """Where a name is written as a requirement, a key or a value; an underscore is the same name.

    Only what differs by nothing but hyphens is mended: a distribution's name has no case either,
    but what reads it may.
    """
    wanted = snake_case_of(name)
    whole = re.compile(rf"(?<![\w.-]){re.escape(name)}(?![\w.-])")
    for line in lines:
        text = file.lines[line - 1]
        bare = text.partition("#")[0]
        for found in whole.finditer(bare):
            is_same = name.replace("-", "_") == wanted
            edit = Edit(line, found.start(), line, found.end(), wanted) if is_same else None
            message = f"{what} {name} wants to be {wanted}"
            yield Place(file.path, line, message, found.start() + 1, edit)


_PATH = "services/api_service/pyproject.toml"

RULE = FileRule(
    RuleCard(
        id="Q414",
        name="projects_use_underscores",
        section="Naming Conventions",
        why=(
            "The folder, the package and the compose service are called `api_service`. A project"
            " called `api-service` is a fourth thing to search for."
        ),
        mend="Write an underscore; installers normalize names, so nothing else changes.",
        bad=Example(
            {
                _PATH: (
                    '[project]\nname = "api-service"  # <- here\nversion = "0.1.0"\n'
                    'dependencies = [\n    "message-bus",  # <- here\n    "aio-pika>=9.5",\n]\n\n'
                    "[tool.uv.sources]\nmessage-bus = { workspace = true }  # <- here\n"
                )
            }
        ),
        good=Example(
            {
                _PATH: (
                    '[project]\nname = "api_service"\nversion = "0.1.0"\n'
                    'dependencies = [\n    "message_bus",\n    "aio-pika>=9.5",\n]\n\n'
                    "[tool.uv.sources]\nmessage_bus = { workspace = true }\n"
                )
            }
        ),
        mends_itself=True,
    ),
    lambda file: file.name == "pyproject.toml",
    _look,
)
