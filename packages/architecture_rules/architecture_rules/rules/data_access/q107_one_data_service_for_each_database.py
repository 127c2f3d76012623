"""Two databases, two services, and no third place that knows either."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from architecture_rules.card import Example, RuleCard
from architecture_rules.finding import Place
from architecture_rules.project.member import Kind
from architecture_rules.project.project import Project
from architecture_rules.project.source_file import SourceFile
from architecture_rules.reading.frameworks import (
    MONGO_DRIVERS,
    POSTGRES_DRIVERS,
    RELATIONAL_LIBRARIES,
)
from architecture_rules.reading.imports import imports_of, is_within
from architecture_rules.reading.selections import python_of
from architecture_rules.rule import ProjectRule

__all__ = ["RULE"]

_DRIVERS: Final[Mapping[str, Sequence[str]]] = {
    "PostgreSQL": (*POSTGRES_DRIVERS, *RELATIONAL_LIBRARIES),
    "MongoDB": MONGO_DRIVERS,
}


def _look(project: Project, files: Sequence[SourceFile]) -> Iterator[Place]:
    users: dict[str, dict[str, Place]] = {each: {} for each in _DRIVERS}
    for file in files:
        for each in imports_of(file):
            for database, drivers in _DRIVERS.items():
                if file.member is not None and is_within(each.name, *drivers):
                    service = file.member.name
                    place = Place(file.path, each.line, f"{service} opens {database}", each.column)
                    users[database].setdefault(service, place)
    lines = project.configuration.text.splitlines()
    declaration = next(
        (n for n, line in enumerate(lines, 1) if line.strip() == "[tool.quintet.services]"), 1
    )
    for database, services in users.items():
        if not services:
            message = f"no data service of this project opens {database}"
            yield Place("pyproject.toml", declaration, message)
        for service, place in services.items() if len(services) > 1 else ():
            others = ", ".join(sorted(services.keys() - {service}))
            yield Place(place.path, place.line, f"{place.message}, as {others} does", place.column)
    for service, place in users["MongoDB"].items():
        if service in users["PostgreSQL"]:
            yield Place(place.path, place.line, f"{place.message} and PostgreSQL", place.column)


_POSTGRES = "services/db_postgres_service/db_postgres_service"
_MONGO = "services/db_mongo_service/db_mongo_service"

RULE = ProjectRule(
    RuleCard(
        id="Q107",
        name="one_data_service_for_each_database",
        section="ADR-003: Dual Database Strategy",
        why=(
            "Each database has one service that owns its schema and its pool. With two owners,"
            " neither can change anything; with both databases in one, one outage takes both."
        ),
        mend=(
            "Keep PostgreSQL in one data service and MongoDB in the other, and let each ask its"
            " own database only."
        ),
        bad=Example(
            {
                f"{_POSTGRES}/users.py": "import asyncpg\n",
                f"{_POSTGRES}/visits.py": "from pymongo import AsyncMongoClient  # <- here\n",
                f"{_MONGO}/visits.py": "import pymongo  # <- here\n",
            }
        ),
        good=Example(
            {
                f"{_POSTGRES}/users.py": "import asyncpg\nimport sqlalchemy\n",
                f"{_MONGO}/visits.py": "from pymongo import AsyncMongoClient\n",
            }
        ),
    ),
    python_of(Kind.DATA),
    _look,
)
