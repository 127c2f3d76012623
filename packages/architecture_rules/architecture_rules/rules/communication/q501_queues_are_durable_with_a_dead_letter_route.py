"""A queue that forgets, or throws away what fails, loses orders on the worst day."""

import ast
from collections.abc import Iterator, Sequence

from architecture_rules.card import Example, RuleCard
from architecture_rules.finding import Place
from architecture_rules.project.member import Kind
from architecture_rules.project.project import Project
from architecture_rules.project.source_file import SourceFile
from architecture_rules.reading.broker_calls import DECLARING, calls_of, is_true, resolved
from architecture_rules.reading.call_shapes import keyword, string_of
from architecture_rules.reading.selections import SERVICES, python_of
from architecture_rules.rule import ProjectRule

__all__ = ["RULE"]

_ROUTE = "x-dead-letter-exchange"
_GRAVES = ("dead", "dlq", "grave")


def _look(_: Project, files: Sequence[SourceFile]) -> Iterator[Place]:
    routed = {
        each.member.name
        for each in files
        if each.member is not None and f'"{_ROUTE}"' in each.text.replace("'", '"')
    }
    for file in files:
        for call in calls_of(file, DECLARING):
            # What is only looked up, or belongs to one process and goes with it, keeps nothing.
            if any(is_true(call, each) for each in ("passive", "exclusive")):
                continue
            if any(each.arg is None for each in call.keywords):
                continue
            column = call.col_offset + 1
            name = string_of(_name(call)) or ""
            written = ast.unparse(_name(call) or ast.Constant("")).lower()
            told = f"the queue {name}" if name else "a queue"
            if not is_true(call, "durable"):
                message = f"{told} is not durable: it goes when the broker restarts"
                yield Place(file.path, call.lineno, message, column=column)
            elif not any(each in written for each in _GRAVES) and not _has_route(
                file, call, routed
            ):
                message = f"{told} has no dead letter route: what it rejects is lost"
                yield Place(file.path, call.lineno, message, column=column)


def _name(call: ast.Call) -> ast.expr | None:
    return call.args[0] if call.args else keyword(call, "name") or keyword(call, "queue")


def _has_route(file: SourceFile, call: ast.Call, routed: set[str]) -> bool:
    arguments = resolved(file, keyword(call, "arguments"))
    if isinstance(arguments, ast.Dict) and None not in arguments.keys:
        return any(string_of(key) == _ROUTE for key in arguments.keys)
    # Composed elsewhere: the member must at least know how.
    return arguments is not None and file.member is not None and file.member.name in routed


_BUS = "packages/message_bus/message_bus/topology.py"

RULE = ProjectRule(
    RuleCard(
        id="Q501",
        name="queues_are_durable_with_a_dead_letter_route",
        section="Inter-Service Communication",
        why=(
            "Events wait in the queue while their consumer is away, and a message that cannot be"
            " handled must wait for a person. A queue without both loses them in silence."
        ),
        mend=(
            'Declare it with `durable=True` and `arguments={"x-dead-letter-exchange": …}`;'
            " `message_bus.topology` does both for every subscription."
        ),
        bad=Example(
            {
                _BUS: (
                    "async def declare(channel) -> None:\n"
                    '    await channel.declare_queue("worker_refunds")  # <- here\n'
                    '    await channel.declare_queue("worker_mail", durable=True)  # <- here\n'
                )
            }
        ),
        good=Example(
            {
                _BUS: (
                    "async def declare(channel) -> None:\n"
                    "    await channel.declare_queue(\n"
                    '        "worker_refunds",\n'
                    "        durable=True,\n"
                    '        arguments={"x-dead-letter-exchange": "shop_dead_letters"},\n'
                    "    )\n"
                    '    await channel.declare_queue("worker_dead_letters", durable=True)\n'
                    '    await channel.declare_queue("api_cache_7", exclusive=True)\n'
                )
            }
        ),
    ),
    python_of(*SERVICES, Kind.PACKAGE),
    _look,
)
