"""An event is a fact: `order.created`, not `create-order` nor `OrderCreate`."""

import ast
import re
from collections.abc import Iterator

from architecture_rules.card import Example, RuleCard
from architecture_rules.finding import Place
from architecture_rules.project.source_file import SourceFile
from architecture_rules.reading.event_words import tells_the_past
from architecture_rules.reading.written_names import argument_of, constant_names, last_name, written
from architecture_rules.rule import FileRule

__all__ = ["RULE"]

_FORM = re.compile(r"[a-z][a-z0-9]*(_[a-z0-9]+)*(\.[a-z][a-z0-9]*(_[a-z0-9]+)*)+")
_CALLS = {"publish_event", "emit_event", "send_event"}


def _look(file: SourceFile) -> Iterator[Place]:
    for node in (*_in_calls(file), *_in_values(file), *_in_literals(file)):
        yield from _named(file, node)


def _in_calls(file: SourceFile) -> Iterator[ast.expr | None]:
    places = dict.fromkeys(_CALLS, 0)
    functions: list[ast.FunctionDef | ast.AsyncFunctionDef] = [
        *file.nodes(ast.FunctionDef),
        *file.nodes(ast.AsyncFunctionDef),
    ]
    for each in functions:
        names = [argument.arg for argument in (*each.args.posonlyargs, *each.args.args)]
        if "event_type" in names and not {"self", "cls"} & set(names[:1]):
            places[each.name] = names.index("event_type")
    for call in file.nodes(ast.Call):
        yield argument_of(call, "event_type", places.get(last_name(call.func)))


def _in_values(file: SourceFile) -> Iterator[ast.expr]:
    for name, value in constant_names([*file.nodes(ast.Assign), *file.nodes(ast.AnnAssign)]):
        if name in {"event_type", "EVENT_TYPE"}:
            yield value
    for pair in file.nodes(ast.Dict):
        for key, value in zip(pair.keys, pair.values, strict=True):
            if key is not None and written(key) == "event_type":
                yield value


def _in_literals(file: SourceFile) -> Iterator[ast.expr]:
    for field in file.nodes(ast.AnnAssign):
        kind = field.annotation
        if (
            last_name(field.target) == "event_type"
            and isinstance(kind, ast.Subscript)
            and last_name(kind.value) == "Literal"
        ):
            yield from kind.slice.elts if isinstance(kind.slice, ast.Tuple) else [kind.slice]


def _named(file: SourceFile, node: ast.expr | None) -> Iterator[Place]:
    # What an f-string leaves open may be anything in the past; operators of databases begin with $.
    name = written(node, "done")
    if node is None or name is None or name.startswith("$"):
        return
    if not _FORM.fullmatch(name):
        message = f"the event {name} is not called <entity>.<what_happened>"
    elif not tells_the_past(name):
        message = f"the event {name} does not tell what happened"
    else:
        return
    yield Place(file.path, node.lineno, message, node.col_offset + 1)


_MODULE = "services/api_service/api_service/infrastructure/tell_order.py"
_HEAD = "from message_bus import publish_event\n\n\nasync def tell(order_id: str) -> None:\n    "

RULE = FileRule(
    RuleCard(
        id="Q408",
        name="events_are_told_in_the_past",
        section="Event Patterns",
        why=(
            "The type of an event is its routing key, the key of its schema, and what people search"
            " for. In the past it says that nobody can refuse it any more; a command could be."
        ),
        mend="Call it `<entity>.<what_happened>`, such as `order.refund_failed`.",
        bad=Example(
            {
                _MODULE: (
                    f'{_HEAD}await publish_event("order.create", {{"id": order_id}})  # <- here\n'
                    '    await publish_event("OrderPaid", {"id": order_id})  # <- here\n'
                )
            }
        ),
        good=Example(
            {_MODULE: f'{_HEAD}await publish_event("order.created", {{"id": order_id}})\n'}
        ),
    ),
    lambda file: file.in_package,
    _look,
)
