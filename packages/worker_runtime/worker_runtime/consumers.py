"""A worker's consumers: how many messages at a time, and what becomes of a failed one."""

from collections.abc import Mapping
from typing import Final

from message_bus.connection import BusConnection
from message_bus.consumer import Consumer
from message_bus.handling import EventHandling
from message_bus.retry_ladder import RetryLadder

_BATCHES_AHEAD: Final = 2
_GATHER_SECONDS: Final = 0.1
"""Reports may be late by this much; a batch of many events costs hardly more than one of two."""


def build_consumers(
    bus: BusConnection,
    table: Mapping[str, EventHandling],
    ladder: RetryLadder,
    concurrency: int,
) -> list[Consumer]:
    """One consumer for each entry of the table.

    Args:
        bus: The connection of the process.
        table: What each consumer does, by the name of its queue.
        ladder: Where failed messages wait.
        concurrency: How many messages of one consumer are worked on at the same time; batches
            are worked on one after the other.
    """
    return [
        Consumer(
            bus,
            queue=queue,
            handling=handling,
            ladder=ladder,
            prefetch=2 * concurrency,
            concurrency=concurrency,
        )
        if handling.batch_size == 1
        else Consumer(
            bus,
            queue=queue,
            handling=handling,
            ladder=ladder,
            prefetch=_BATCHES_AHEAD * handling.batch_size,
            concurrency=1,
            gather_seconds=_GATHER_SECONDS,
        )
        for queue, handling in table.items()
    ]
