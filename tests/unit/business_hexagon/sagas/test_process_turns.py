"""Turns: who loses a race looks again."""

import pytest
from business_hexagon.application.commands.ordering.order_request import LineRequest
from business_hexagon.application.errors import TooManyConflicts, VersionConflict
from business_hexagon.application.ports.atomic_writes import Change, Receipt
from business_hexagon.application.ports.order_processes import OrderProcess
from business_hexagon.application.sagas.process_turns import ATTEMPTS, ProcessTurns

from tests.fakes.in_memory_atomic_writes import InMemoryAtomicWrites
from tests.fakes.in_memory_shop import InMemoryShop
from tests.unit.business_hexagon.sagas.order_invariants import violations
from tests.unit.business_hexagon.sagas.reaper import Reaper

NEVER = 1_000
"""A pause that is not reached."""


class RacingWrites(InMemoryAtomicWrites):
    """Writes that somebody else always wins."""

    async def commit(self, change: Change) -> Receipt:
        """Lose."""
        self.commits += 1
        raise VersionConflict(change.saves[0].stream)


async def test_gives_up_after_some_lost_races() -> None:
    """The message then climbs the retry ladder."""
    shop = InMemoryShop()
    product_id = await shop.add_product()
    order_id = await shop.place(LineRequest(product_id=product_id, quantity=1))
    writes = RacingWrites(shop.storage)

    async def decide(process: OrderProcess) -> Change:
        return Change(saves=(process.order,))

    with pytest.raises(TooManyConflicts):
        await ProcessTurns(shop.plain_processes, writes).take(order_id, decide, None)
    assert writes.commits == ATTEMPTS


async def test_a_shortage_that_somebody_else_recorded_first_changes_nothing() -> None:
    """Two handlers find the shelf empty; the slower one finds the saga over."""
    shop = InMemoryShop(pausing=True)
    product_id = await shop.add_product(pieces=0)
    order_id = await shop.place(LineRequest(product_id=product_id, quantity=1))
    slow = shop.steps.reserve.run(order_id, None)
    for _ in ("loaded", "writing the reservation", "loaded to record the shortage"):
        slow.send(None)
    Reaper(NEVER).run(shop.steps.reserve.run(order_id, None))
    Reaper(NEVER).run(slow)
    shop.storage.outbox.clear()
    assert violations(shop, {order_id}) == []
