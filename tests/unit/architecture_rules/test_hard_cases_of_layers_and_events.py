"""What rules on layers and messages must see though it hides, and must leave alone."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from architecture_rules.card import Example
from architecture_rules.example_project import write_example
from architecture_rules.running.whole_check import check_folder

_HEXAGON = "packages/business_hexagon/business_hexagon"
_DOMAIN = f"{_HEXAGON}/domain/order.py"
_COMMAND = f"{_HEXAGON}/application/commands/orders/place_order.py"
_SHARED = f"{_HEXAGON}/application/commands/orders/pricing.py"
_HANDLER = f"{_HEXAGON}/application/event_handlers/when_order_created_send_mail.py"
_WORKER = "services/worker_service/worker_service"
_BUS = "packages/message_bus/message_bus/bus.py"

_SEEN = {
    "a relative import of another layer": (
        "Q601",
        _DOMAIN,
        "from ..application import errors",
    ),
    "a domain of a service's own": (
        "Q601",
        f"{_WORKER}/domain/task.py",
        "from worker_service.infrastructure import tasks",
    ),
    "a clock under another name": (
        "Q605",
        _DOMAIN,
        "import datetime as dt\nNOW = dt.datetime.now(dt.UTC)",
    ),
    "an id that is made later": (
        "Q605",
        _DOMAIN,
        "import uuid\nfrom dataclasses import field\nID = field(default_factory=uuid.uuid4)",
    ),
    "a handler of a plain event": (
        "Q503",
        _HANDLER,
        (
            "class WhenOrderCreatedSendMail:\n    async def handle(self, event: OrderCreated):\n"
            "        await self._mail.send(event.email)"
        ),
    ),
    "a message with a constant for its mode": (
        "Q505",
        _BUS,
        (
            "from pamqp.commands import Basic\nMODE = 1\n"
            'SENT = Basic.Properties(delivery_mode=MODE, content_type="application/json")'
        ),
    ),
    "a queue whose arguments are a constant": (
        "Q501",
        _BUS,
        (
            'ARGUMENTS = {"x-queue-type": "quorum"}\n'
            'declare_queue("worker_mail", durable=True, arguments=ARGUMENTS)'
        ),
    ),
    "a wait with an end by position": (
        "Q508",
        _BUS,
        "import asyncio\nasync def ask(call):\n    await asyncio.wait_for(call, None)",
    ),
}

_LEFT_ALONE = {
    "a parameter called as a module": (
        "Q605",
        _DOMAIN,
        "def token(secrets, random):\n    return secrets.token_hex(random.random())",
    ),
    "a part that other use cases share": (
        "Q606",
        _COMMAND,
        (
            "from business_hexagon.application.commands.orders import pricing\n"
            "class PlaceOrder:\n    async def execute(self): ..."
        ),
    ),
    "a use case with properties": (
        "Q606",
        _COMMAND,
        (
            "class PlaceOrder:\n    @property\n    def limit(self): ...\n"
            "    async def execute(self): ..."
        ),
    ),
    "a handler that hands the event on": (
        "Q503",
        _HANDLER,
        (
            "class WhenOrderCreatedSendMail:\n    async def handle(self, event: OrderCreated):\n"
            "        await self._notifier.deliver(event, event.email)"
        ),
    ),
    "a grave whose name is computed": (
        "Q501",
        _BUS,
        "declare_queue(dead_letters_of(consumer), durable=True)",
    ),
    "arguments that nobody can read": (
        "Q505",
        _BUS,
        "from aio_pika import Message\ndef message(body, **how):\n    return Message(body, **how)",
    ),
    "a class that is called Message as well": (
        "Q505",
        _BUS,
        "from aiogram.types import Message\nSENT = Message(text='hello')",
    ),
    "a dictionary without an answer": (
        "Q508",
        _BUS,
        "FOUND = {}.get('timeout', None)",
    ),
}


def _lines(rule_id: str, path: str, text: str, folder: Path) -> list[int]:
    files = {path: f"{text}\n"}
    if "import pricing" in text:
        files[_SHARED] = "class Pricing:\n    def net(self): ...\n    def gross(self): ...\n"
    write_example(Example(files), folder)
    today = datetime.now(UTC).date()
    report = check_folder(folder, today, rule_ids=frozenset({rule_id}), remember=False)
    return [each.line for each in report.findings]


@pytest.mark.parametrize("case", _SEEN)
def test_what_hides_is_seen(case: str, tmp_path: Path) -> None:
    """By aliases, constants, relative imports, or later calls."""
    assert len(_lines(*_SEEN[case], tmp_path)) == 1


@pytest.mark.parametrize("case", _LEFT_ALONE)
def test_what_only_looks_alike_is_left_alone(case: str, tmp_path: Path) -> None:
    """A false alarm teaches people to suppress."""
    assert _lines(*_LEFT_ALONE[case], tmp_path) == []
