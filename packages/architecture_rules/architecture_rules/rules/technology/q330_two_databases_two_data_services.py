"""Relations and documents each have a home; a project with one of them bends its data to fit."""

import re
import tomllib
from collections.abc import Iterator, Sequence

from architecture_rules.card import Example, RuleCard
from architecture_rules.finding import Place
from architecture_rules.project.member import Kind
from architecture_rules.project.project import Project
from architecture_rules.project.source_file import SourceFile
from architecture_rules.rule import ProjectRule

__all__ = ["RULE"]

_DRIVERS = {
    "asyncpg": "PostgreSQL",
    "psycopg": "PostgreSQL",
    "pymongo": "MongoDB",
    "motor": "MongoDB",
    "beanie": "MongoDB",
}


def _selects(file: SourceFile) -> bool:
    member = file.member
    return (
        member is not None
        and member.kind is Kind.DATA
        and file.path == f"{member.folder}/pyproject.toml"
    )


def _look(_project: Project, files: Sequence[SourceFile]) -> Iterator[Place]:
    kept: dict[str, str] = {}
    for file in files:
        databases = _databases(file)
        name = file.member.name if file.member else file.path
        if len(databases) > 1:
            message = f"{name} speaks with {' and '.join(sorted(databases))}"
            yield Place(file.path, _line(file), message)
        for each in databases:
            kept.setdefault(each, name)
    for file in files:
        missing = sorted({*_DRIVERS.values()} - {*kept})
        if len(missing) == 1 and file.member and file.member.name in kept.values():
            message = f"{file.member.name} is alone: no data service keeps {missing[0]}"
            yield Place(file.path, _line(file), message)


def _databases(file: SourceFile) -> set[str]:
    try:
        project = tomllib.loads(file.text).get("project", {})
    except tomllib.TOMLDecodeError:
        return set()
    given = project.get("dependencies") if isinstance(project, dict) else None
    names = (re.split(r"[^\w.-]", str(each))[0] for each in given or () if isinstance(given, list))
    return {_DRIVERS[each.casefold()] for each in names if each.casefold() in _DRIVERS}


def _line(file: SourceFile) -> int:
    numbered = enumerate(file.lines, 1)
    return next((at for at, line in numbered if line.strip().startswith("dependencies")), 1)


def _member(name: str, drivers: str, mark: str = "") -> dict[str, str]:
    head = f'[project]\nname = "{name}"\nversion = "0.1.0"\nrequires-python = ">=3.12"\n'
    return {f"services/{name}/pyproject.toml": f"{head}dependencies = [{drivers}]{mark}"}


_POSTGRES, _MONGO = "db_postgres_service", "db_mongo_service"

RULE = ProjectRule(
    RuleCard(
        id="Q330",
        name="two_databases_two_data_services",
        section="Technology Stack Requirements",
        why=(
            "Orders want transactions and relations, behaviour and logs want documents and"
            " aggregations. Each database has one keeper; a service with two keeps neither well."
        ),
        mend="Give PostgreSQL and MongoDB one data service each, with one driver each.",
        bad=Example(_member(_POSTGRES, '"asyncpg>=0.30"', "  # <- here")),
        good=Example(_member(_POSTGRES, '"asyncpg>=0.30"') | _member(_MONGO, '"pymongo>=4.9"')),
    ),
    _selects,
    _look,
)
