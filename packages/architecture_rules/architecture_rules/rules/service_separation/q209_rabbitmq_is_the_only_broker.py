"""With two brokers, nobody knows where a message waits."""

import ast
from collections.abc import Iterator
from typing import Final

from architecture_rules.card import Example, RuleCard
from architecture_rules.finding import Place
from architecture_rules.project.member import Kind
from architecture_rules.project.source_file import SourceFile
from architecture_rules.reading.frameworks import OTHER_BROKERS
from architecture_rules.reading.imports import imports_of, is_within
from architecture_rules.reading.selections import SERVICES, python_of
from architecture_rules.rule import FileRule

__all__ = ["RULE"]

_OF_REDIS: Final = frozenset({"pubsub", "spublish", "xadd", "xreadgroup"})


def _look(file: SourceFile) -> Iterator[Place]:
    has_redis = False
    for each in imports_of(file):
        has_redis = has_redis or is_within(each.name, "redis")
        if is_within(each.name, *OTHER_BROKERS):
            message = f"{each.name.partition('.')[0]} is another way for messages than RabbitMQ"
            yield Place(file.path, each.line, message, each.column)
    for call in file.nodes(ast.Call) if has_redis else ():
        function = call.func
        if isinstance(function, ast.Attribute) and function.attr in _OF_REDIS:
            line = function.end_lineno or call.lineno
            message = f"{function.attr} makes a broker of Redis"
            yield Place(file.path, line, message)


_WORKER = "services/worker_service/worker_service"

RULE = FileRule(
    RuleCard(
        id="Q209",
        name="rabbitmq_is_the_only_broker",
        section="Service Type Separation",
        why=(
            "Retries, dead letters and the dashboards of queues exist once, for RabbitMQ. What goes"
            " another way is lost where nobody looks; Redis forgets what no subscriber heard."
        ),
        mend="Publish an event to RabbitMQ by the package `message_bus`; Redis is for caches.",
        bad=Example(
            {
                f"{_WORKER}/mails.py": (
                    "import aiokafka  # <- here\nfrom redis.asyncio import Redis\n\n\n"
                    "async def tell(redis: Redis) -> None:\n"
                    '    await redis.xadd("mails", {"to": "b"})  # <- here\n'
                )
            }
        ),
        good=Example(
            {
                f"{_WORKER}/mails.py": (
                    "import aio_pika\nfrom redis.asyncio import Redis\n\n\n"
                    "async def note(redis: Redis) -> None:\n"
                    '    await redis.set("mails", "1")\n'
                )
            }
        ),
    ),
    python_of(*SERVICES, Kind.PACKAGE, Kind.HEXAGON),
    _look,
)
