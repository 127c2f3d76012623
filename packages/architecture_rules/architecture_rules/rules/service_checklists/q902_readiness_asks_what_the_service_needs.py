"""A process that says ready without having looked gets requests that it cannot answer."""

from collections.abc import Iterator, Sequence

from architecture_rules.card import Example, RuleCard
from architecture_rules.finding import Place
from architecture_rules.project.project import Project
from architecture_rules.project.source_file import SourceFile
from architecture_rules.reading.selections import SERVICES, python_of
from architecture_rules.reading.service_code import service_codes
from architecture_rules.rule import ProjectRule

__all__ = ["RULE"]


def _look(_: Project, files: Sequence[SourceFile]) -> Iterator[Place]:
    for service in service_codes(files):
        for file, call in service.calls("HealthRegistry"):
            if not service.uses("add_check"):
                message = "nothing is added to the health registry: /ready always says yes"
                yield Place(file.path, call.lineno, message, call.col_offset + 1)


_ROOT = "services/worker_service/worker_service/composition_root.py"
_REGISTRY = "def compose(bus: BusConnection) -> HealthRegistry:\n    health = HealthRegistry(info)"

RULE = ProjectRule(
    RuleCard(
        id="Q902",
        name="readiness_asks_what_the_service_needs",
        section="For AsyncIO Workers",
        why=(
            "`/ready` is worth what its checks are: without any it answers yes while the database"
            " or the broker is gone."
        ),
        mend="Add a check for each dependency: `health.add_check('rabbitmq', bus.ping)`.",
        bad=Example({_ROOT: f"{_REGISTRY}  # <- here\n    return health\n"}),
        good=Example(
            {_ROOT: f"{_REGISTRY}\n    health.add_check('rabbitmq', bus.ping)\n    return health\n"}
        ),
    ),
    python_of(*SERVICES),
    _look,
)
