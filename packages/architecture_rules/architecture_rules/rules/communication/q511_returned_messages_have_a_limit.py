"""A poisoned message that is put back at once comes back at once, for ever."""

from collections.abc import Iterator, Sequence

from architecture_rules.card import Example, RuleCard
from architecture_rules.finding import Place
from architecture_rules.project.member import Kind
from architecture_rules.project.project import Project
from architecture_rules.project.source_file import SourceFile
from architecture_rules.reading.broker_calls import ACKNOWLEDGING, calls_of, is_true
from architecture_rules.reading.call_shapes import called
from architecture_rules.reading.selections import SERVICES, python_of
from architecture_rules.rule import ProjectRule

__all__ = ["RULE"]


def _look(_: Project, files: Sequence[SourceFile]) -> Iterator[Place]:
    limited = {
        each.member.name
        for each in files
        if each.member is not None and '"x-delivery-limit"' in each.text.replace("'", '"')
    }
    for file in files:
        if file.member is None or file.member.name in limited:
            continue
        for call in calls_of(file, ACKNOWLEDGING):
            if is_true(call, "requeue"):
                message = f"{called(call)} puts the message back, and nothing counts how often"
                yield Place(file.path, call.lineno, message, column=call.col_offset + 1)


_CONSUMER = "services/worker_service/worker_service/consumer.py"
_REFUSE = "async def refuse(message) -> None:\n    await message.nack(requeue=True)"

RULE = ProjectRule(
    RuleCard(
        id="Q511",
        name="returned_messages_have_a_limit",
        section="Inter-Service Communication",
        why=(
            "A message that no handler can ever handle goes round as fast as the broker can"
            " deliver, and the queue behind it waits."
        ),
        mend=(
            "Send what failed to a delay queue or to the dead letters; or declare the queue with"
            ' `"x-delivery-limit"`, so that the broker does after so many returns.'
        ),
        bad=Example({_CONSUMER: f"{_REFUSE}  # <- here\n"}),
        good=Example(
            {
                _CONSUMER: (
                    f"{_REFUSE}\n\n\n"
                    "async def declare(channel) -> None:\n"
                    "    await channel.declare_queue(\n"
                    '        "worker_mail",\n'
                    "        durable=True,\n"
                    '        arguments={"x-dead-letter-exchange": "d", "x-delivery-limit": 20},\n'
                    "    )\n"
                )
            }
        ),
    ),
    python_of(*SERVICES, Kind.PACKAGE),
    _look,
)
