"""Queues are bound by these words; one that is spelled otherwise is bound by nobody."""

from collections.abc import Iterator

from architecture_rules.card import Example, RuleCard
from architecture_rules.finding import Place
from architecture_rules.project.member import Kind
from architecture_rules.project.source_file import SourceFile
from architecture_rules.reading.event_tables import catalogue_rows, is_event_type
from architecture_rules.reading.selections import SERVICES, python_of
from architecture_rules.rule import FileRule

__all__ = ["RULE"]


def _look(file: SourceFile) -> Iterator[Place]:
    seen: set[str] = set()
    for row in catalogue_rows([file]).get(file.path, ()):
        column = row.node.col_offset + 1
        if not is_event_type(row.event_type):
            message = f"{row.event_type!r} is no `subject.happened` in snake_case"
            yield Place(file.path, row.node.lineno, message, column=column)
        elif row.event_type in seen:
            message = f"{row.event_type} stands twice in the catalogue: the later row wins"
            yield Place(file.path, row.node.lineno, message, column=column)
        seen.add(row.event_type)


_CATALOGUE = "packages/integration_events/integration_events/catalogue.py"

RULE = FileRule(
    RuleCard(
        id="Q506",
        name="event_types_say_what_happened",
        section="Event-Driven Architecture",
        why=(
            "Event types are routing keys: `user.created`, `order.completed`. Bindings, reports"
            " and people rely on the two words with a dot between them."
        ),
        mend="Call it `<subject>.<what happened to it>`, in snake_case, and only once.",
        bad=Example(
            {
                _CATALOGUE: (
                    "CATALOGUE = {\n"
                    '    "user.created": object,\n'
                    '    "OrderCreated": object,  # <- here\n'
                    '    "order.line.added": object,  # <- here\n'
                    "}\n"
                )
            }
        ),
        good=Example(
            {
                _CATALOGUE: (
                    "CATALOGUE = {\n"
                    '    "user.created": object,\n'
                    '    "order.refund_requested": object,\n'
                    "}\n"
                )
            }
        ),
    ),
    python_of(*SERVICES, Kind.PACKAGE),
    _look,
)
