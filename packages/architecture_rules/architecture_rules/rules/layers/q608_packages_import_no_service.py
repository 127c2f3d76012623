"""A package that knows a service can serve no other."""

import re
from collections.abc import Iterator, Sequence

from architecture_rules.card import Example, RuleCard
from architecture_rules.finding import Place
from architecture_rules.project.member import Kind
from architecture_rules.project.project import Project
from architecture_rules.project.source_file import SourceFile
from architecture_rules.reading.imports import imports_of, is_within
from architecture_rules.reading.selections import SERVICES, python_of
from architecture_rules.rule import ProjectRule

__all__ = ["RULE"]


def _look(project: Project, files: Sequence[SourceFile]) -> Iterator[Place]:
    services = [each.name for each in project.services(*SERVICES)]
    importing = re.compile(rf"^\s*(?:from|import)\b.*\b(?:{'|'.join(services)})\b", re.MULTILINE)
    for file in files:
        if not importing.search(file.text):
            continue
        for each in imports_of(file):
            if is_within(each.name, *services):
                service = each.name.partition(".")[0]
                package = file.member.name if file.member else file.path
                message = f"the package {package} imports the service {service}"
                yield Place(file.path, each.line, message, column=each.column)


_CLIENTS = "packages/storage_clients/storage_clients"
_DATA = "services/db_postgres_service/db_postgres_service"

RULE = ProjectRule(
    RuleCard(
        id="Q608",
        name="packages_import_no_service",
        section="DDD/Hexagonal Architecture",
        why=(
            "Services stand on packages. A package that imports a service turns the layers round:"
            " whoever installs the package gets the service and its drivers with it."
        ),
        mend="Let the service pass in what the package needs, or move the shared part here.",
        bad=Example(
            {
                f"{_CLIENTS}/http_users.py": (
                    "from db_postgres_service.rows import UserRow  # <- here\n"
                ),
                f"{_DATA}/rows.py": "class UserRow: ...\n",
            }
        ),
        good=Example(
            {
                f"{_CLIENTS}/http_users.py": "from storage_contracts.rows import UserRow\n",
                f"{_DATA}/rows.py": "from storage_contracts.rows import UserRow\n",
            }
        ),
    ),
    python_of(Kind.PACKAGE, Kind.HEXAGON),
    _look,
)
