"""A handler that opens a client of its own goes round every port, and every test of them."""

from collections.abc import Iterator

from architecture_rules.card import Example, RuleCard
from architecture_rules.finding import Place
from architecture_rules.project.source_file import SourceFile
from architecture_rules.reading.imports import imports_of, is_within
from architecture_rules.reading.selections import BUSINESS
from architecture_rules.rule import FileRule

__all__ = ["CLIENTS", "RULE"]

CLIENTS = (
    "aio_pika",
    "aioboto3",
    "aiobotocore",
    "aiohttp",
    "aiokafka",
    "aioredis",
    "aiormq",
    "aiosmtplib",
    "boto3",
    "coredis",
    "elasticsearch",
    "httpx",
    "kafka",
    "kombu",
    "niquests",
    "pamqp",
    "pika",
    "redis",
    "requests",
    "smtplib",
    "stripe",
    "urllib.request",
    "urllib3",
)
_ROOTS = frozenset(each.partition(".")[0] for each in CLIENTS)
_DRIVING = (
    "aio_pika.IncomingMessage",
    "aio_pika.abc.AbstractIncomingMessage",
    "aiohttp.web",
    "redis.exceptions",
)
"""What drives an interface is its own: requests that come in, messages that come in."""


def _look(file: SourceFile) -> Iterator[Place]:
    if not any(each in file.text for each in _ROOTS):
        return
    for each in imports_of(file):
        if is_within(each.name, *CLIENTS) and not is_within(each.name, *_DRIVING):
            client = each.name.partition(".")[0]
            message = f"the interface touches {client} directly"
            yield Place(file.path, each.line, message, column=each.column)


_HANDLERS = "services/bot_service/bot_service/interface/telegram"

RULE = FileRule(
    RuleCard(
        id="Q604",
        name="interface_touches_no_outside_client",
        section="DDD/Hexagonal Architecture",
        why=(
            "The interface turns requests into use cases. A route or handler that speaks HTTP,"
            " Redis or AMQP itself skips timeouts, retries and tracing of the adapters, and no"
            " other interface can offer what it does."
        ),
        mend="Call a use case; give it a port, implement the port in an adapter package.",
        bad=Example(
            {
                f"{_HANDLERS}/show_rate.py": (
                    "import httpx  # <- here\nfrom redis.asyncio import Redis  # <- here\n"
                )
            }
        ),
        good=Example(
            {
                f"{_HANDLERS}/show_rate.py": (
                    "from business_hexagon.application.queries.get_rate import GetRate\n"
                ),
                "services/bot_service/bot_service/webhook.py": "from aiohttp import web\n",
            }
        ),
    ),
    lambda file: file.in_package and file.layer == "interface" and file.kind in BUSINESS,
    _look,
)
