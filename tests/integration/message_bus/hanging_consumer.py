"""A process that takes one message, says so, and never finishes it: to be killed by a test.

Usage: python hanging_consumer.py RABBITMQ_URL QUEUE
"""

import asyncio
import sys

from message_bus.connection import BusConnection
from message_bus.consumer import Consumer
from message_bus.delivery import ReceivedEvent
from message_bus.handling import EachEvent


async def _hang(event: ReceivedEvent) -> None:
    sys.stdout.write(f"{event.event_id}\n")
    sys.stdout.flush()
    await asyncio.Event().wait()


async def main(url: str, queue: str) -> None:
    """Consume until killed."""
    connection = BusConnection(url, name="hanging_consumer")
    consumer = Consumer(connection, queue=queue, handling=EachEvent({"order.created": _hang}))
    consumer.start()
    await asyncio.Event().wait()


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1], sys.argv[2]))
