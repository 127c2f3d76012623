"""SIGTERM that nobody listens to ends a process in the middle of what it does."""

from collections.abc import Iterator, Sequence

from architecture_rules.card import Example, RuleCard
from architecture_rules.finding import Place
from architecture_rules.project.member import Kind
from architecture_rules.project.project import Project
from architecture_rules.project.source_file import SourceFile
from architecture_rules.reading.call_shapes import keyword
from architecture_rules.reading.selections import SERVICES, python_of
from architecture_rules.reading.service_code import ServiceCode, service_codes
from architecture_rules.rule import ProjectRule

__all__ = ["RULE"]

_LISTENERS = ("wait_for_termination", "add_signal_handler")


def _look(_: Project, files: Sequence[SourceFile]) -> Iterator[Place]:
    for service in service_codes(files):
        if not service.uses(*_LISTENERS) and not _is_served(service):
            yield service.here(f"{service.member.name} does not listen to SIGTERM")


def _is_served(service: ServiceCode) -> bool:
    """Whether `service_runtime` serves it, and is not told by others when to stop."""
    serving = [call for _, call in service.calls("serve") if keyword(call, "stop") is None]
    return service.member.kind in {Kind.API, Kind.DATA} and bool(serving)


_WORKER = "services/worker_service/worker_service/__main__.py"

RULE = ProjectRule(
    RuleCard(
        id="Q930",
        name="process_ends_when_it_is_told_to",
        section="For AsyncIO Workers",
        why=(
            "Every roll-out ends processes. Those that listen finish the message or the update in"
            " hand and close their connections; others leave it half done."
        ),
        mend="Await `service_runtime.termination.wait_for_termination()`, then drain and close.",
        bad=Example({_WORKER: "async def main() -> None:\n    await work_for_ever()\n"}),
        good=Example(
            {
                _WORKER: (
                    "async def main() -> None:\n    working = asyncio.create_task(work(stop))\n"
                    "    await wait_for_termination()\n    stop.set()\n    await working\n"
                )
            }
        ),
    ),
    python_of(*SERVICES),
    _look,
)
