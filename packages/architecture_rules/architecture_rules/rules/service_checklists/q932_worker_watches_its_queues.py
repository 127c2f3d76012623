"""A queue that grows for hours is first seen by those who wait for what is in it."""

from collections.abc import Iterator, Sequence

from architecture_rules.card import Example, RuleCard
from architecture_rules.finding import Place
from architecture_rules.project.member import Kind
from architecture_rules.project.project import Project
from architecture_rules.project.source_file import SourceFile
from architecture_rules.reading.selections import python_of
from architecture_rules.reading.service_code import service_codes
from architecture_rules.rule import ProjectRule

__all__ = ["RULE"]


def _look(_: Project, files: Sequence[SourceFile]) -> Iterator[Place]:
    for service in service_codes(files):
        if service.uses("Consumer", "build_consumers") and not service.uses("QueueStats"):
            yield service.here("messages are consumed, but nobody reads how many wait")


_CONSUMERS = "services/worker_service/worker_service/consumers.py"
_MADE = "def build(bus: BusConnection) -> Consumer:\n"

RULE = ProjectRule(
    RuleCard(
        id="Q932",
        name="worker_watches_its_queues",
        section="For AsyncIO Workers",
        why=(
            "A worker that falls behind looks well: it answers its probes and handles messages."
            " Only the number of those that wait shows it."
        ),
        mend="Read `message_bus.queue_stats.QueueStats` regularly into a gauge and into `/ready`.",
        bad=Example(
            {
                _CONSUMERS: (
                    f"{_MADE}    return Consumer(bus, queue='worker.mail', handling=handling)\n"
                )
            }
        ),
        good=Example(
            {
                _CONSUMERS: (
                    f"{_MADE}    stats = QueueStats(bus)\n    watch(stats)\n"
                    "    return Consumer(bus, queue='worker.mail', handling=handling)\n"
                )
            }
        ),
    ),
    python_of(Kind.WORKER),
    _look,
)
