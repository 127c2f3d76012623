"""An event that does not say who, when and why cannot be traced to anybody."""

import ast
from collections.abc import Iterator

from architecture_rules.card import Example, RuleCard
from architecture_rules.finding import Place
from architecture_rules.project.member import Kind
from architecture_rules.project.source_file import SourceFile
from architecture_rules.reading.selections import python_of
from architecture_rules.rule import FileRule

__all__ = ["RULE"]

_FIELDS = ("event_type", "event_id", "timestamp", "service", "request_id", "user_id", "data")
_HEART = {"event_type", "event_id", "data"}


def _look(file: SourceFile) -> Iterator[Place]:
    if "event_type" not in file.text:
        return
    for owner in file.nodes(ast.ClassDef):
        fields = {
            each.target.id
            for each in owner.body
            if isinstance(each, ast.AnnAssign) and isinstance(each.target, ast.Name)
        }
        missing = [each for each in _FIELDS if each not in fields]
        # The heart and one more make an envelope; what a database keeps of it has other names.
        if missing and fields >= _HEART and len(missing) < len(_FIELDS) - len(_HEART):
            message = f"the envelope {owner.name} lacks {', '.join(missing)}"
            yield Place(file.path, owner.lineno, message)


_ENVELOPE = "packages/integration_events/integration_events/envelope.py"
_CLASS = (
    "    event_type: str\n    event_id: str\n    timestamp: str\n"
    "    service: str\n    data: object\n"
)

RULE = FileRule(
    RuleCard(
        id="Q513",
        name="envelope_has_its_seven_fields",
        section="Event-Driven Architecture",
        why=(
            "Every consumer reads `event_type`, `event_id`, `timestamp`, `service`, `request_id`,"
            " `user_id` and `data`. Without the request's id a saga cannot be followed through"
            " the services; without the event's id it cannot be applied once."
        ),
        mend="Add the fields; what else must travel goes into the headers of the message.",
        bad=Example({_ENVELOPE: f"class Envelope:  # <- here\n{_CLASS}"}),
        good=Example(
            {_ENVELOPE: f"class Envelope:\n{_CLASS}    request_id: str\n    user_id: str | None\n"}
        ),
    ),
    python_of(Kind.PACKAGE),
    _look,
)
