"""Whoever unpickles a message runs what its sender wrote."""

from collections.abc import Iterator

from architecture_rules.card import Example, RuleCard
from architecture_rules.finding import Place
from architecture_rules.project.member import Kind
from architecture_rules.project.source_file import SourceFile
from architecture_rules.reading.broker_calls import messages_made, resolved
from architecture_rules.reading.call_shapes import called, keyword, string_of
from architecture_rules.reading.imports import imports_of, is_within
from architecture_rules.reading.selections import SERVICES, python_of
from architecture_rules.rule import FileRule

__all__ = ["RULE"]

_FOREIGN = ("cloudpickle", "dill", "jsonpickle", "marshal", "pickle", "shelve")


def _look(file: SourceFile) -> Iterator[Place]:
    if any(each in file.text for each in _FOREIGN):
        for each in imports_of(file):
            if is_within(each.name, *_FOREIGN):
                message = f"{each.name} writes what only its own kind can read"
                yield Place(file.path, each.line, message, column=each.column)
    for call in messages_made(file):
        if any(each.arg is None for each in call.keywords):
            continue
        kind = resolved(file, keyword(call, "content_type"))
        text = string_of(kind)
        if kind is None or (text is not None and text != "application/json"):
            told = f"{called(call)} of type {text}" if text else f"{called(call)} without a type"
            message = f"{told}: messages are `application/json`"
            yield Place(file.path, call.lineno, message, column=call.col_offset + 1)


_PUBLISHER = "packages/message_bus/message_bus/publisher.py"
_START = (
    "import json\n\nfrom aio_pika import DeliveryMode, Message\n\nKEPT = DeliveryMode.PERSISTENT\n"
)

RULE = FileRule(
    RuleCard(
        id="Q512",
        name="messages_are_json",
        section="Inter-Service Communication",
        why=(
            "Events and HTTP bodies are JSON, so that any service, person and tool can read them."
            " Pickled ones tie both sides to the same classes, and run code of whoever sends."
        ),
        mend='Send JSON, and say so: `content_type="application/json"`.',
        bad=Example(
            {
                _PUBLISHER: (
                    "import pickle  # <- here\n\n"
                    "from aio_pika import DeliveryMode, Message\n\n"
                    "KEPT = DeliveryMode.PERSISTENT\n\n\n"
                    "def message(event: object) -> Message:\n"
                    "    return Message(pickle.dumps(event), delivery_mode=KEPT)  # <- here\n"
                )
            }
        ),
        good=Example(
            {
                _PUBLISHER: (
                    f"{_START}\n\n"
                    "def message(event: object) -> Message:\n"
                    "    return Message(\n"
                    "        json.dumps(event).encode(),\n"
                    '        content_type="application/json",\n'
                    "        delivery_mode=KEPT,\n"
                    "    )\n"
                )
            }
        ),
    ),
    python_of(*SERVICES, Kind.PACKAGE),
    _look,
)
