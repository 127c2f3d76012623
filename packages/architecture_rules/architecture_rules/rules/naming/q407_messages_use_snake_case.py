"""Names at the broker outlive the code that chose them."""

import ast
import re
from collections.abc import Iterator

from architecture_rules.card import Example, RuleCard
from architecture_rules.finding import Place
from architecture_rules.project.source_file import SourceFile
from architecture_rules.reading.foreign_names import is_foreign
from architecture_rules.reading.written_names import (
    argument_of,
    constant_names,
    last_name,
    snake_case_of,
    written,
)
from architecture_rules.rule import FileRule

__all__ = ["RULE"]

_KEYWORDS = {
    *("queue", "queue_name", "exchange", "exchange_name", "routing_key", "binding_key"),
    *("consumer", "consumer_name", "consumer_tag", "dead_letter_exchange"),
    "dead_letter_routing_key",
}
_CALLS = {
    *("declare_queue", "queue_declare", "get_queue", "queue_bind", "queue_delete", "queue_purge"),
    *("declare_exchange", "exchange_declare", "get_exchange", "exchange_bind"),
    *("RabbitQueue", "RabbitExchange", "Queue", "Exchange"),
}
_CONSTANT = re.compile(r"(\w*_)?(QUEUE|EXCHANGE|ROUTING_KEY|BINDING_KEY)(_NAME)?")
_ARGUMENTS = {"x-dead-letter-exchange", "x-dead-letter-routing-key"}
_NAME = re.compile(r"[a-z0-9_.*#]*")


def _look(file: SourceFile) -> Iterator[Place]:
    for call in file.nodes(ast.Call):
        for each in call.keywords:
            if each.arg in _KEYWORDS:
                yield from _named(file, each.value)
        if last_name(call.func) in _CALLS:
            yield from _named(file, argument_of(call, "name", 0))
    for name, value in constant_names([*file.nodes(ast.Assign), *file.nodes(ast.AnnAssign)]):
        if _CONSTANT.fullmatch(name):
            yield from _named(file, value)
    for pair in file.nodes(ast.Dict):
        for key, value in zip(pair.keys, pair.values, strict=True):
            if key is not None and written(key) in _ARGUMENTS:
                yield from _named(file, value)


def _named(file: SourceFile, node: ast.expr | None) -> Iterator[Place]:
    name = written(node)
    if node is None or not name or name.startswith("$"):  # an expression of OpenAPI
        return
    if not _NAME.fullmatch(name) and not is_foreign(name, file):
        message = f"{name} wants to be {snake_case_of(name)}"
        yield Place(file.path, node.lineno, message, node.col_offset + 1)


_MODULE = "services/worker_service/worker_service/infrastructure/refund_consumer.py"
_BODY = (
    "from aio_pika.abc import AbstractChannel\n\n\n"
    "async def declare(channel: AbstractChannel) -> None:\n    queue = await channel."
)

RULE = FileRule(
    RuleCard(
        id="Q407",
        name="messages_use_snake_case",
        section="Naming Conventions",
        why=(
            "Queues, exchanges, routing keys and consumers are names that all services share. A"
            " queue spelled in two ways is two queues: one is filled, the other is read."
        ),
        mend="Write it in snake_case, with dots between the words of a routing key.",
        bad=Example({_MODULE: f'{_BODY}declare_queue("worker-refunds")  # <- here\n'}),
        good=Example(
            {
                _MODULE: (
                    f'{_BODY}declare_queue(\n        "worker_refunds", durable=True,'
                    ' arguments={"x-queue-type": "quorum"}\n    )\n'
                    '    await queue.bind("shop_events", routing_key="order.refund_requested")\n'
                )
            }
        ),
    ),
    lambda file: file.in_package,
    _look,
)
