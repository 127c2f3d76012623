"""Logs that each process writes in its own shape can be searched by nobody."""

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
        if not service.uses("configure_logging"):
            yield service.here(f"{service.member.name} never sets up its logs")


_WORKER = "services/worker_service/worker_service/__main__.py"

RULE = ProjectRule(
    RuleCard(
        id="Q908",
        name="service_configures_its_logs",
        section="For AsyncIO Workers",
        why=(
            "Structured logs with the context of what is being worked on, and with secrets taken"
            " out, are set up once for each process; without it, Python's own format appears."
        ),
        mend="Call `telemetry.logs.configure_logging(SERVICE, …)` before anything is composed.",
        bad=Example({_WORKER: "async def main() -> None:\n    await work()\n"}),
        good=Example(
            {
                _WORKER: (
                    "from telemetry.logs import configure_logging\n\n\n"
                    "async def main() -> None:\n"
                    "    configure_logging('worker_service', 'info', None)\n    await work()\n"
                )
            }
        ),
    ),
    python_of(*SERVICES),
    _look,
)
