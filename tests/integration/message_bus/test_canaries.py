"""Secrets in errors of handlers do not reach the headers of what the broker keeps."""

from secrets import token_hex

import pytest
from message_bus.connection import BusConnection
from message_bus.dead_letter import DeadLetter
from message_bus.dead_letters import DeadLetters
from message_bus.errors import RejectMessage
from message_bus.publisher import Publisher

from tests.integration.message_bus.bus_scene import (
    QUEUE,
    Recorder,
    consumer_of,
    eventually,
    order_event,
)

pytestmark = pytest.mark.integration

CANARY = f"canary_{token_hex(16)}"
SAID = [
    f"no connection to amqp://shop:{CANARY}@127.0.0.1/",
    f"refused: Authorization: Bearer {CANARY}",
    f'bad body {{"password": "{CANARY}"}}',
    "x" * 480 + f" client_secret={CANARY}",
]


async def buried(
    connection: BusConnection, publisher: Publisher, failures: list[Exception]
) -> DeadLetter:
    """The one dead letter of an event whose handler fails so, again and again."""
    consumer = consumer_of(connection, Recorder(failures=failures), concurrency=1)
    consumer.start()
    await publisher.publish(order_event())
    letters = DeadLetters(connection)

    async def is_buried() -> bool:
        return await letters.count(QUEUE) == 1

    await eventually(is_buried)
    await consumer.drain()
    (letter,) = await letters.list(QUEUE, limit=5)
    return letter


@pytest.mark.parametrize("said", SAID, ids=lambda _: "said")
async def test_a_rejected_message_keeps_no_canary(
    connection: BusConnection, publisher: Publisher, said: str
) -> None:
    """Neither in the reason nor cut off in its middle."""
    letter = await buried(connection, publisher, [RejectMessage(said)])
    assert letter.error is not None
    assert letter.error.startswith("RejectMessage: ")
    assert CANARY[:12] not in str(letter)
    assert CANARY in said  # the control


@pytest.mark.parametrize("said", SAID, ids=lambda _: "said")
async def test_a_message_that_went_up_the_ladder_keeps_no_canary(
    connection: BusConnection, publisher: Publisher, said: str
) -> None:
    """Its headers were written at every attempt."""
    letter = await buried(connection, publisher, [RuntimeError(said) for _ in range(9)])
    assert letter.attempts > 1
    assert letter.error is not None
    assert letter.error.startswith("RuntimeError: ")
    assert CANARY[:12] not in str(letter)


async def test_harmless_words_are_kept(connection: BusConnection, publisher: Publisher) -> None:
    """Somebody has to find out what happened."""
    letter = await buried(connection, publisher, [RejectMessage("no product of that name")])
    assert letter.error == "RejectMessage: no product of that name"
