"""Who asks for an event and has no handler for it fills the dead letters with it."""

import ast
from collections.abc import Iterator, Sequence

from architecture_rules.card import Example, RuleCard
from architecture_rules.finding import Place
from architecture_rules.project.member import Kind
from architecture_rules.project.project import Project
from architecture_rules.project.source_file import SourceFile
from architecture_rules.reading.call_shapes import string_of
from architecture_rules.reading.event_tables import assigned, is_event_type, matches_any
from architecture_rules.reading.selections import BUSINESS, python_of
from architecture_rules.rule import ProjectRule

__all__ = ["RULE"]


def _look(_: Project, files: Sequence[SourceFile]) -> Iterator[Place]:
    wanted: dict[str, set[str]] = {}
    for file in files:
        if "SUBSCRIPTIONS" in file.text:
            wanted |= _subscriptions(file)
    for file in files:
        if not any(f'"{each}"' in file.text for each in wanted):
            continue
        for consumer, key, handled in _handlers(file, wanted):
            patterns = sorted(wanted[consumer])
            events = [each for each in patterns if is_event_type(each)]
            missing = [each for each in events if each not in handled]
            if missing:
                message = f"{consumer} has no handler of {', '.join(missing)}"
                yield Place(file.path, key.lineno, message, column=key.col_offset + 1)
            idle = [each for each in handled if not any(matches_any(p, [each]) for p in patterns)]
            if idle:
                message = f"{consumer} handles {', '.join(idle)}, which it never gets"
                yield Place(file.path, key.lineno, message, column=key.col_offset + 1)


def _subscriptions(file: SourceFile) -> dict[str, set[str]]:
    """What each consumer of a literal table listens to; those with computed parts are left out."""
    found: dict[str, set[str]] = {}
    for name, value in assigned(file):
        if name.upper().endswith("SUBSCRIPTIONS") and isinstance(value, ast.Dict):
            for key, patterns in zip(value.keys, value.values, strict=True):
                consumer = string_of(key)
                if consumer and isinstance(patterns, ast.Tuple | ast.List | ast.Set):
                    texts = [string_of(each) for each in patterns.elts]
                    if None not in texts:
                        found[consumer] = {each for each in texts if each is not None}
    return found


def _handlers(
    file: SourceFile, wanted: dict[str, set[str]]
) -> Iterator[tuple[str, ast.expr, list[str]]]:
    """Yield consumer, its place and the events of its own table, in tables by consumer."""
    for table in file.nodes(ast.Dict):
        for key, value in zip(table.keys, table.values, strict=True):
            consumer = string_of(key)
            if key is None or consumer not in wanted:
                continue
            match value:
                case ast.Dict() as own:
                    pass
                case ast.Call(args=[ast.Dict() as own, *_]):
                    pass
                case _:
                    continue
            events = [text for each in own.keys if (text := string_of(each)) is not None]
            if len(events) == len(own.keys) and all(map(is_event_type, events)):
                yield consumer, key, events


_EVENTS = "packages/integration_events/integration_events/subscriptions.py"
_TABLE = 'SUBSCRIPTIONS = {"worker_mail": ("user.created", "order.completed")}\n'
_WORKER = "services/worker_service/worker_service/interface/messages/handlings.py"
_FIRST = 'HANDLINGS = {\n    "worker_mail": EachEvent('

RULE = ProjectRule(
    RuleCard(
        id="Q514",
        name="subscribed_events_are_handled",
        section="Event-Driven Architecture",
        why=(
            "Queues are bound from the table of subscriptions, messages are handled from the"
            " table of handlers. What stands in one of them only becomes a dead letter, or is a"
            " handler that never runs."
        ),
        mend="Add the handler, or take the event out of the consumer's subscriptions.",
        bad=Example(
            {
                _WORKER: (
                    "HANDLINGS = {\n"
                    '    "worker_mail": EachEvent({"user.created": welcome}),  # <- here\n'
                    "}\n"
                ),
                _EVENTS: _TABLE,
            }
        ),
        good=Example(
            {
                _WORKER: (
                    f"{_FIRST}\n"
                    '        {"user.created": welcome, "order.completed": thank}\n'
                    "    ),\n"
                    "}\n"
                ),
                _EVENTS: _TABLE,
            }
        ),
    ),
    python_of(*BUSINESS, Kind.PACKAGE),
    _look,
)
