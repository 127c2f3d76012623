"""Calls of AMQP clients: declaring, consuming, publishing; whichever library makes them."""

import ast
from collections.abc import Iterator

from architecture_rules.project.source_file import SourceFile
from architecture_rules.reading.call_shapes import called, keyword
from architecture_rules.reading.event_tables import assigned
from architecture_rules.reading.names import Names

__all__ = [
    "ACKNOWLEDGING",
    "CONSUMING",
    "DECLARING",
    "calls_of",
    "is_false",
    "is_true",
    "messages_made",
    "resolved",
]

DECLARING = frozenset({"declare_queue", "queue_declare"})
CONSUMING = frozenset({"basic_consume", "basic_get", "consume", "iterator"})
ACKNOWLEDGING = frozenset({"basic_nack", "basic_reject", "nack", "process", "reject"})
_MESSAGES = frozenset(
    {
        "aio_pika.Message",
        "aio_pika.message.Message",
        "aiormq.spec.Basic.Properties",
        "pamqp.commands.Basic.Properties",
        "pamqp.specification.Basic.Properties",
        "pika.BasicProperties",
        "pika.spec.BasicProperties",
    }
)


def calls_of(file: SourceFile, names: frozenset[str]) -> Iterator[ast.Call]:
    """Yield the calls of what has one of these last names."""
    if any(each in file.text for each in names):
        for call in file.nodes(ast.Call):
            if called(call) in names:
                yield call


def messages_made(file: SourceFile) -> Iterator[ast.Call]:
    """Yield the calls that make a message, or the properties of one."""
    if "Message(" in file.text or "Properties(" in file.text:
        names = Names(file)
        for call in file.nodes(ast.Call):
            if called(call) in {"Message", "Properties", "BasicProperties"} and (
                names.of(call.func) in _MESSAGES
            ):
                yield call


def is_true(call: ast.Call, name: str) -> bool:
    """Whether a call says `name=True`."""
    value = keyword(call, name)
    return isinstance(value, ast.Constant) and value.value is True


def is_false(call: ast.Call, name: str) -> bool:
    """Whether a call says `name=False`."""
    value = keyword(call, name)
    return isinstance(value, ast.Constant) and value.value is False


def resolved(file: SourceFile, value: ast.expr | None) -> ast.expr | None:
    """What a name stands for, where the module itself gives it its value; else the same."""
    if isinstance(value, ast.Name):
        return dict(assigned(file)).get(value.id, value)
    return value
