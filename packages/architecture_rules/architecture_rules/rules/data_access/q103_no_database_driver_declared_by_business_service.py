"""What is installed beside a business service will be imported by it."""

from collections.abc import Iterator, Sequence

from architecture_rules.card import Example, RuleCard
from architecture_rules.finding import Place
from architecture_rules.project.project import Project
from architecture_rules.project.source_file import SourceFile
from architecture_rules.reading.declared_dependencies import Declared, declared_dependencies
from architecture_rules.reading.frameworks import DRIVER_DISTRIBUTIONS
from architecture_rules.reading.selections import BUSINESS
from architecture_rules.rule import ProjectRule

__all__ = ["RULE"]

type Table = dict[str, list[Declared]]


def _look(_: Project, files: Sequence[SourceFile]) -> Iterator[Place]:
    declared = {
        file.member.name.lower(): list(declared_dependencies(file)) for file in files if file.member
    }
    for file in files:
        if file.member is not None and file.kind in BUSINESS:
            own = file.member.name.lower()
            for each in declared[own]:
                chain = _way_to_a_driver(each.name, declared, {own})
                if chain:
                    message = f"installs the database driver {chain[-1]}: {' > '.join(chain)}"
                    yield Place(file.path, each.line, message)


def _way_to_a_driver(name: str, declared: Table, seen: set[str]) -> list[str]:
    if name in DRIVER_DISTRIBUTIONS:
        return [name]
    if name in seen:
        return []
    seen.add(name)
    for each in declared.get(name, ()):
        chain = _way_to_a_driver(each.name, declared, seen)
        if chain:
            return [name, *chain]
    return []


_HEAD = '[project]\nname = "{name}"\nversion = "0.1.0"\nrequires-python = ">=3.12"\n'


def _pyproject(name: str, dependencies: str) -> str:
    return f"{_HEAD.replace('{name}', name)}dependencies = [\n{dependencies}]\n"


RULE = ProjectRule(
    RuleCard(
        id="Q103",
        name="no_database_driver_declared_by_business_service",
        section="Data Access Architecture",
        why=(
            "A driver in the image of a business service is one import away from a second way to"
            " the data, and one more library to keep free of holes."
        ),
        mend="Remove the dependency; what needs the driver belongs to the data service.",
        bad=Example(
            {
                "services/api_service/pyproject.toml": _pyproject(
                    "api_service",
                    '    "fastapi>=0.115",\n    "asyncpg>=0.30",  # <- here\n'
                    '    "stock_books",  # <- here\n',
                ),
                "packages/stock_books/pyproject.toml": _pyproject(
                    "stock_books", '    "SQLAlchemy[asyncio]>=2",\n'
                ),
            }
        ),
        good=Example(
            {
                "services/api_service/pyproject.toml": _pyproject(
                    "api_service", '    "fastapi>=0.115",\n    "storage_clients",\n'
                ),
                "services/db_postgres_service/pyproject.toml": _pyproject(
                    "db_postgres_service", '    "asyncpg>=0.30",\n'
                ),
            }
        ),
    ),
    lambda file: file.member is not None and file.path == f"{file.member.folder}/pyproject.toml",
    _look,
)
