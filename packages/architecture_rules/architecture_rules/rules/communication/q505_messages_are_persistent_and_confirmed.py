"""What the broker has in memory only, or never confirmed, was not sent."""

import ast
from collections.abc import Iterator

from architecture_rules.card import Example, RuleCard
from architecture_rules.finding import Place
from architecture_rules.project.member import Kind
from architecture_rules.project.source_file import SourceFile
from architecture_rules.reading.broker_calls import is_false, messages_made, resolved
from architecture_rules.reading.call_shapes import called, keyword, last_name
from architecture_rules.reading.selections import SERVICES, python_of
from architecture_rules.rule import FileRule

__all__ = ["RULE"]


def _look(file: SourceFile) -> Iterator[Place]:
    for call in messages_made(file):
        mode = resolved(file, keyword(call, "delivery_mode"))
        if any(each.arg is None for each in call.keywords):
            continue
        if mode is None:
            yield _place(
                file, call, f"{called(call)} without a delivery mode: it is not persistent"
            )
        elif last_name(mode) == "NOT_PERSISTENT" or _is_one(mode):
            yield _place(file, call, f"{called(call)} is not persistent")
    if "publisher_confirms" in file.text or "mandatory" in file.text:
        for call in file.nodes(ast.Call):
            if is_false(call, "publisher_confirms"):
                yield _place(file, call, "a channel without confirms: nobody says what arrived")
            if is_false(call, "mandatory") and "publish" in called(call):
                yield _place(file, call, "a message that no queue takes vanishes without a word")


def _is_one(mode: ast.expr) -> bool:
    return isinstance(mode, ast.Constant) and mode.value == 1


def _place(file: SourceFile, call: ast.Call, message: str) -> Place:
    return Place(file.path, call.lineno, message, column=call.col_offset + 1)


_PUBLISHER = "packages/message_bus/message_bus/publisher.py"

RULE = FileRule(
    RuleCard(
        id="Q505",
        name="messages_are_persistent_and_confirmed",
        section="Inter-Service Communication",
        why=(
            "A durable queue keeps only persistent messages, and only a confirm tells that the"
            " broker has one on disk. Without both, a restart at the wrong moment loses events."
        ),
        mend=(
            "Make messages with `delivery_mode=DeliveryMode.PERSISTENT` and channels with"
            " `publisher_confirms=True`, and publish mandatory; `message_bus.Publisher` does."
        ),
        bad=Example(
            {
                _PUBLISHER: (
                    "from aio_pika import DeliveryMode, Message\n\n\n"
                    "async def publish(connection, exchange, body: bytes) -> None:\n"
                    "    await connection.channel(publisher_confirms=False)  # <- here\n"
                    '    await exchange.publish(Message(body), "order.created")  # <- here\n'
                    "    kept = Message(body, delivery_mode=DeliveryMode.NOT_PERSISTENT)"
                    "  # <- here\n"
                    '    await exchange.publish(kept, "order.created", mandatory=False)'
                    "  # <- here\n"
                )
            }
        ),
        good=Example(
            {
                _PUBLISHER: (
                    "from aio_pika import DeliveryMode, Message\n\n\n"
                    "async def publish(connection, exchange, body: bytes) -> None:\n"
                    "    await connection.channel(publisher_confirms=True)\n"
                    "    kept = Message(\n"
                    "        body,\n"
                    "        delivery_mode=DeliveryMode.PERSISTENT,\n"
                    '        content_type="application/json",\n'
                    "    )\n"
                    '    await exchange.publish(kept, "order.created")\n'
                )
            }
        ),
    ),
    python_of(*SERVICES, Kind.PACKAGE),
    _look,
)
