"""What is installed is imported, one hurried day."""

import re
import tomllib
from collections.abc import Iterator

from architecture_rules.card import Example, RuleCard
from architecture_rules.finding import Place
from architecture_rules.project.member import Kind
from architecture_rules.project.source_file import SourceFile
from architecture_rules.reading.blocking_libraries import BLOCKING_LIBRARIES
from architecture_rules.reading.selections import SERVICES
from architecture_rules.rule import FileRule

__all__ = ["RULE"]

_KINDS = SERVICES | {Kind.HEXAGON, Kind.PACKAGE}
_DISTRIBUTIONS = {
    **{name.casefold(): instead for name, instead in BLOCKING_LIBRARIES.items()},
    "mysql-connector-python": "the data services",
    "mysqlclient": "the data services",
    "psycopg2-binary": "asyncpg",
    "pytelegrambotapi": "aiogram",
}


def _selects(file: SourceFile) -> bool:
    member = file.member
    return (
        member is not None
        and member.kind in _KINDS
        and file.path == f"{member.folder}/pyproject.toml"
    )


def _look(file: SourceFile) -> Iterator[Place]:
    try:
        project = tomllib.loads(file.text).get("project", {})
    except tomllib.TOMLDecodeError:
        return
    given = project.get("dependencies") if isinstance(project, dict) else None
    for requirement in given if isinstance(given, list) else ():
        found = re.match(r"[\w.-]+", str(requirement))
        name = re.sub(r"[-_.]+", "-", found[0]).casefold() if found else ""
        if name in _DISTRIBUTIONS:
            message = f"depends on {name}, which blocks the event loop: use {_DISTRIBUTIONS[name]}"
            yield Place(file.path, _line(file, str(requirement)), message)


def _line(file: SourceFile, requirement: str) -> int:
    quoted = (f'"{requirement}"', f"'{requirement}'")
    numbered = enumerate(file.lines, 1)
    return next((at for at, line in numbered if any(each in line for each in quoted)), 1)


_PATH = "services/worker_service/pyproject.toml"
_HEAD = '[project]\nname = "worker_service"\nversion = "0.1.0"\nrequires-python = ">=3.12"\n'

RULE = FileRule(
    RuleCard(
        id="Q303",
        name="no_blocking_dependency_of_service",
        section="Technology Stack Requirements",
        why="A blocking library in the image invites its import, and is one more thing to patch.",
        mend="Remove the dependency; the message says what does the same without blocking.",
        bad=Example({_PATH: f'{_HEAD}dependencies = [\n    "requests>=2",  # <- here\n]\n'}),
        good=Example({_PATH: f'{_HEAD}dependencies = [\n    "aio-pika>=9",\n]\n'}),
    ),
    _selects,
    _look,
)
