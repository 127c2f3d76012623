"""A message that counts as done when it arrives is lost with the process that got it."""

import ast
from collections.abc import Iterator

from architecture_rules.card import Example, RuleCard
from architecture_rules.finding import Place
from architecture_rules.project.member import Kind
from architecture_rules.project.source_file import SourceFile
from architecture_rules.reading.broker_calls import CONSUMING, DECLARING, calls_of, is_true
from architecture_rules.reading.call_shapes import called
from architecture_rules.reading.function_parts import functions_of
from architecture_rules.reading.selections import SERVICES, python_of
from architecture_rules.rule import FileRule

__all__ = ["RULE"]


def _look(file: SourceFile) -> Iterator[Place]:
    careless = [
        call
        for call in calls_of(file, CONSUMING)
        if is_true(call, "no_ack") or is_true(call, "auto_ack")
    ]
    if not careless:
        return
    own = {
        id(each)
        for function in functions_of(file)
        if _declares_exclusive(function)
        for each in ast.walk(function)
    }
    for call in careless:
        # A queue of this process alone goes with the process: there is nobody to give it back to.
        if id(call) not in own:
            message = f"{called(call)} takes messages without acknowledging them"
            yield Place(file.path, call.lineno, message, column=call.col_offset + 1)


def _declares_exclusive(function: ast.AST) -> bool:
    return any(
        isinstance(each, ast.Call) and called(each) in DECLARING and is_true(each, "exclusive")
        for each in ast.walk(function)
    )


_CONSUMER = "services/worker_service/worker_service/consumer.py"

RULE = FileRule(
    RuleCard(
        id="Q504",
        name="messages_are_acknowledged_after_their_effect",
        section="Inter-Service Communication",
        why=(
            "At least once means that the broker keeps a message until its effect is stored."
            " With `no_ack` it forgets it on delivery, and whatever was in work at a crash is gone."
        ),
        mend=(
            "Leave `no_ack` away and acknowledge when the effect is stored; only a queue that is"
            " declared `exclusive=True` in the same function may do without."
        ),
        bad=Example(
            {
                _CONSUMER: (
                    "async def consume(channel, handle) -> None:\n"
                    '    await channel.basic_consume("worker_mail", handle, no_ack=True)'
                    "  # <- here\n"
                )
            }
        ),
        good=Example(
            {
                _CONSUMER: (
                    "async def consume(channel, handle) -> None:\n"
                    '    await channel.basic_consume("worker_mail", handle)\n\n\n'
                    "async def listen(channel, hear) -> None:\n"
                    '    await channel.queue_declare("hints_7", exclusive=True)\n'
                    '    await channel.basic_consume("hints_7", hear, no_ack=True)\n'
                )
            }
        ),
    ),
    python_of(*SERVICES, Kind.PACKAGE),
    _look,
)
