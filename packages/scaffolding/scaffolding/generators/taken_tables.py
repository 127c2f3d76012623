"""What tables and routes are called already, and which contexts can have routes."""

import re
from pathlib import Path
from typing import Final

from scaffolding.errors import CannotGenerate
from scaffolding.project_folder import ProjectFolder

__all__ = ["refuse_taken_tables_and_routes"]

_SCHEMA: Final = "services/db_postgres_service/db_postgres_service/infrastructure/schema"
_ROUTES: Final = "services/api_service/api_service/interface/http"


def refuse_taken_tables_and_routes(project: ProjectFolder, entities: str, context: str) -> None:
    """Refuse a plural that a table or a route has, and a context without a place for routes.

    Raises:
        CannotGenerate: It tells what is in the way.
    """
    if not project.has(f"{_ROUTES}/{context}/__init__.py"):
        raise CannotGenerate(
            f"the context {context} is not served by the API, since there is no"
            f" {_ROUTES}/{context}: make a context of its own for the entity"
        )
    table = re.compile(rf'\bTable\(\s*"{entities}"')
    route = re.compile(rf'"/{entities}[/"]')
    for what, pattern, files in (
        ("table", table, (project.root / _SCHEMA).glob("*.py")),
        ("route", route, (project.root / _ROUTES).rglob("*.py")),
    ):
        for file in sorted(files):
            if pattern.search(file.read_text()):
                raise CannotGenerate(_taken(project.root, file, what, entities))


def _taken(root: Path, file: Path, what: str, entities: str) -> str:
    there = file.relative_to(root).as_posix()
    return f"{there} has a {what} {entities} already: give another plural with --plural"
