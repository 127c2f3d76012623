"""One turn of an order process: load, decide, write; again when somebody was faster."""

from collections.abc import Awaitable, Callable
from dataclasses import replace
from typing import Final
from uuid import UUID

from business_hexagon.application.errors import (
    NotFound,
    NotUnique,
    TooManyConflicts,
    VersionConflict,
)
from business_hexagon.application.ports.atomic_writes import AtomicWrites, Change, Idempotency
from business_hexagon.application.ports.order_processes import OrderProcess, OrderProcesses

ATTEMPTS: Final = 5
"""Turns before the message goes to the retry ladder; each loser saw somebody else win."""

type Decide = Callable[[OrderProcess], Awaitable[Change]]
"""Changes the aggregates of a process and tells what to write; an empty change is fine."""


class ProcessTurns:
    """Takes turns on order processes.

    Args:
        processes: loads them.
        writes: writes what was decided.
    """

    def __init__(self, processes: OrderProcesses, writes: AtomicWrites) -> None:
        self._processes = processes
        self._writes = writes

    async def take(self, order_id: UUID, decide: Decide, claim: Idempotency | None) -> None:
        """Decide on the process as it is now and write that.

        A decision that changes nothing is still written when there is a claim: the inbox tells
        that the event was seen.

        Args:
            order_id: whose process.
            decide: called once for each attempt, with freshly loaded aggregates.
            claim: the event's place in the inbox; nothing for the sweeper.

        Raises:
            NotFound: there is no such order.
            TooManyConflicts: somebody else was faster each time.
        """
        for _ in range(ATTEMPTS):
            process = await self._processes.load(order_id)
            if process is None:
                raise NotFound("order", str(order_id))
            change = await decide(process)
            if change == Change() and claim is None:
                return
            try:
                await self._writes.commit(replace(change, idempotency=claim))
            except (VersionConflict, NotUnique):
                # Not unique: the other one inserted the order's payment.
                continue
            return
        raise TooManyConflicts(f"saga/{order_id}")
