"""Who installs another service will run it, and the two can only be released together."""

from collections.abc import Iterator, Sequence

from architecture_rules.card import Example, RuleCard
from architecture_rules.finding import Place
from architecture_rules.project.member import Kind
from architecture_rules.project.project import Project
from architecture_rules.project.source_file import SourceFile
from architecture_rules.reading.declared_dependencies import declared_dependencies
from architecture_rules.reading.selections import SERVICES
from architecture_rules.rule import ProjectRule

__all__ = ["RULE"]

_KINDS = SERVICES | {Kind.PACKAGE, Kind.HEXAGON, Kind.SANDBOX}


def _look(project: Project, files: Sequence[SourceFile]) -> Iterator[Place]:
    services = {each.name.lower() for each in project.services(*SERVICES)}
    for file in files:
        own = file.member.name.lower() if file.member else ""
        for each in declared_dependencies(file):
            if each.name in services and each.name != own:
                yield Place(file.path, each.line, f"{own} installs the service {each.name}")


_HEAD = '[project]\nname = "bot_service"\nversion = "0.1.0"\nrequires-python = ">=3.12"\n'
_BOT = "services/bot_service/pyproject.toml"
_API = "services/api_service/api_service/__init__.py"

RULE = ProjectRule(
    RuleCard(
        id="Q202",
        name="services_depend_on_no_other_service",
        section="Service Type Separation",
        why=(
            "Services are released, scaled and stopped alone. One that has another installed is"
            " built again with each of its changes, and has its framework in the process."
        ),
        mend=(
            "Move what both need to the hexagon or a package; ask a data service over HTTP, tell"
            " any other by an event."
        ),
        bad=Example({_BOT: f'{_HEAD}dependencies = ["api_service"]  # <- here\n', _API: ""}),
        good=Example({_BOT: f'{_HEAD}dependencies = ["business_hexagon"]\n', _API: ""}),
    ),
    lambda file: (
        file.member is not None
        and file.kind in _KINDS
        and file.path == f"{file.member.folder}/pyproject.toml"
    ),
    _look,
)
