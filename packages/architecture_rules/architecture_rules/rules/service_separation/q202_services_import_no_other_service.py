"""Who imports another service runs it in its own process."""

from collections.abc import Iterator, Sequence

from architecture_rules.card import Example, RuleCard
from architecture_rules.finding import Place
from architecture_rules.project.member import Kind
from architecture_rules.project.project import Project
from architecture_rules.project.source_file import SourceFile
from architecture_rules.reading.declared_dependencies import declared_dependencies
from architecture_rules.reading.imports import imports_of
from architecture_rules.reading.selections import SERVICES
from architecture_rules.rule import ProjectRule

__all__ = ["RULE"]

_KINDS = SERVICES | {Kind.PACKAGE, Kind.HEXAGON, Kind.SANDBOX}


def _look(project: Project, files: Sequence[SourceFile]) -> Iterator[Place]:
    services = {each.name for each in project.services(*SERVICES)}
    for file in files:
        own = file.member.name if file.member else ""
        if file.is_python:
            for each in imports_of(file):
                name = each.name.partition(".")[0]
                if name in services and name != own:
                    yield Place(file.path, each.line, f"{own} imports {name}", each.column)
        else:
            for declared in declared_dependencies(file):
                if declared.name in services and declared.name != own:
                    message = f"{own} depends on {declared.name}"
                    yield Place(file.path, declared.line, message)


def _selects(file: SourceFile) -> bool:
    if file.member is None or file.kind not in _KINDS:
        return False
    return file.in_package or file.path == f"{file.member.folder}/pyproject.toml"


_API = "services/api_service/api_service"
_BOT = "services/bot_service/bot_service"
_ORDERS = "packages/business_hexagon/business_hexagon/orders.py"

RULE = ProjectRule(
    RuleCard(
        id="Q202",
        name="services_import_no_other_service",
        section="Service Type Separation",
        why=(
            "Services are deployed, scaled and stopped alone. One that imports another must be"
            " released together with it and runs a part of it on its own event loop."
        ),
        mend=(
            "Move what both need to the hexagon or a package; ask a data service over HTTP, tell"
            " any other by an event."
        ),
        bad=Example(
            {
                f"{_BOT}/orders.py": "from api_service.orders import place  # <- here\n",
                f"{_API}/orders.py": "def place() -> None: ...\n",
            }
        ),
        good=Example(
            {
                f"{_BOT}/orders.py": "from business_hexagon.orders import place\n",
                f"{_API}/orders.py": "from business_hexagon.orders import place\n",
                _ORDERS: "def place() -> None: ...\n",
            }
        ),
    ),
    _selects,
    _look,
)
