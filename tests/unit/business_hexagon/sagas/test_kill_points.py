"""`kill -9` at every single point: whatever was under way, the order ends well."""

from collections.abc import Iterator

import pytest
from business_hexagon.application.commands.ordering.order_request import LineRequest
from business_hexagon.application.errors import ApplicationError
from business_hexagon.application.ports.payment_gateway import ChargeStatus
from business_hexagon.application.sagas.charging import charge_key
from business_hexagon.domain.errors import DomainError
from business_hexagon.domain.ordering.order import Order
from business_hexagon.domain.ordering.order_status import OrderStatus

from tests.fakes.in_memory_shop import InMemoryShop
from tests.fakes.scripted_payment_gateway import FIRST_ANSWERS
from tests.unit.business_hexagon.sagas.order_invariants import violations
from tests.unit.business_hexagon.sagas.reaper import Killed, Reaper

ROUNDS = 12
MOST_PAUSES = 40


def drive(shop: InMemoryShop, reaper: Reaper, *, cancel: bool) -> Iterator[str]:
    """Deliver, decide and sweep until the order is over; yields each time something died."""
    (order,) = shop.storage.all_of(Order)
    for _ in range(ROUNDS):
        for message in list(shop.storage.outbox):
            try:
                reaper.run(shop.handlers.handle(message))
            except ApplicationError:
                continue
            except Killed:
                yield message.event.event_type
                continue
            shop.storage.outbox.remove(message)
        if cancel and reaper.has_killed:
            cancel = False
            _ask_to_cancel(shop, order)
        elif not shop.storage.outbox:
            if not shop.running():
                return
            _decide_late_charge(shop, reaper, order)
            try:
                reaper.run(shop.resume_overdue())
            except Killed:
                yield "sweeper"


def _ask_to_cancel(shop: InMemoryShop, order: Order) -> None:
    try:
        Reaper(MOST_PAUSES).run(shop.cancel(order.id))
    except DomainError:
        """It was completed already."""


def _decide_late_charge(shop: InMemoryShop, reaper: Reaper, order: Order) -> None:
    charge = shop.ledger.charges.get(charge_key(order.id))
    if charge is None or not charge.payment_method.startswith("card_late"):
        return
    declines = charge.payment_method == "card_late_decline"
    status = ChargeStatus.DECLINED if declines else ChargeStatus.APPROVED
    try:
        reaper.run(shop.report(order.id, shop.ledger.decide(charge.key, status)))
    except Killed:
        """The gateway's report was answered by a dead connection; it reports no more."""


@pytest.mark.parametrize("cancel", [False, True], ids=["kept", "cancelled_after_the_kill"])
@pytest.mark.parametrize("card", sorted(FIRST_ANSWERS))
async def test_every_kill_point_ends_with_all_invariants(card: str, *, cancel: bool) -> None:
    """Kill at the first pause, the second, … until the order passes without reaching it."""
    for fatal_pause in range(MOST_PAUSES):
        shop = InMemoryShop(pausing=True)
        product_id = await shop.add_product("2.55", pieces=5)
        order_id = await shop.place(LineRequest(product_id=product_id, quantity=2), card=card)
        reaper = Reaper(fatal_pause)
        deaths = list(drive(shop, reaper, cancel=cancel))
        assert violations(shop, {order_id}) == [], f"killed at pause {fatal_pause}: {deaths}"
        if not reaper.has_killed:
            return
    pytest.fail("an order should not need so many calls")


@pytest.mark.parametrize("pieces", [0, 1])
async def test_every_kill_point_of_an_order_out_of_stock(pieces: int) -> None:
    """A shortage survives being killed, too, and holds nothing."""
    for fatal_pause in range(MOST_PAUSES):
        shop = InMemoryShop(pausing=True)
        product_id = await shop.add_product(pieces=pieces)
        order_id = await shop.place(LineRequest(product_id=product_id, quantity=2))
        reaper = Reaper(fatal_pause)
        list(drive(shop, reaper, cancel=False))
        assert violations(shop, {order_id}) == []
        assert shop.process(order_id).order.status is OrderStatus.CANCELLED
        if not reaper.has_killed:
            return
    pytest.fail("an order should not need so many calls")
