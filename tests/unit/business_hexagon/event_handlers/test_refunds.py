"""Refunds of lines: money and goods go back once."""

from decimal import Decimal
from uuid import UUID

import pytest
from business_hexagon.application.commands.ordering.order_request import LineRequest
from business_hexagon.application.errors import GatewayTimeout, NotFound
from business_hexagon.application.ports.payment_gateway import RefundResult, RefundStatus
from business_hexagon.domain.ordering.events import OrderRefundRequested
from business_hexagon.domain.ordering.line_kind import LineKind
from business_hexagon.domain.ordering.refund import RefundItem
from business_hexagon.domain.payments.payment import Payment

from tests.fakes.in_memory_shop import STAFF, InMemoryShop
from tests.fakes.scripted_payment_gateway import LedgerRefund
from tests.unit.business_hexagon.sagas.order_invariants import violations


@pytest.fixture
async def shop() -> InMemoryShop:
    """An open shop."""
    return InMemoryShop()


async def completed(shop: InMemoryShop, price: str = "2.55") -> UUID:
    """An order of three pieces and postage, completed."""
    goods = LineRequest(product_id=await shop.add_product(price), quantity=3)
    postage = LineRequest(kind=LineKind.POSTAGE, quantity=1, unit_price=Decimal(price))
    order_id = await shop.place(goods, postage, actor=STAFF)
    await shop.settle()
    return order_id


async def test_a_refund_returns_money_and_goods(shop: InMemoryShop) -> None:
    """And tells of both."""
    order_id = await completed(shop)
    await shop.refund(order_id, RefundItem(1, 2), RefundItem(2, 1))
    await shop.settle()
    assert shop.told(order_id)[-3:] == [
        "order.refund_requested",
        "order.refund_completed",
        "payment.refunded",
    ]
    (stock,) = shop.storage.stock.values()
    assert (stock.free, stock.sold) == (99, 1)
    assert violations(shop, {order_id}) == []


async def test_postage_alone_brings_no_goods_back(shop: InMemoryShop) -> None:
    """Only the money."""
    order_id = await completed(shop)
    await shop.refund(order_id, RefundItem(2, 1))
    await shop.settle()
    assert violations(shop, {order_id}) == []


async def test_a_repeated_message_refunds_once(shop: InMemoryShop) -> None:
    """Also when the gateway's first answer got lost."""
    order_id = await completed(shop)
    await shop.refund(order_id, RefundItem(1, 1))
    shop.ledger.troubles.append("timeout")
    with pytest.raises(GatewayTimeout):
        await shop.deliver_next()
    message = await shop.deliver_next()
    await shop.handlers.handle(message)
    await shop.settle()
    assert len(shop.ledger.refunds) == 1
    assert violations(shop, {order_id}) == []


async def test_worthless_pieces_come_back_without_the_gateway(shop: InMemoryShop) -> None:
    """What rounds to nothing is not asked for."""
    order_id = await completed(shop, "0.001")
    await shop.refund(order_id, RefundItem(1, 1))
    await shop.settle()
    assert "refund" not in shop.ledger.calls
    assert violations(shop, {order_id}) == []


async def test_a_refused_refund_can_be_asked_for_again(shop: InMemoryShop) -> None:
    """The refund is failed, its pieces are free again."""
    order_id = await completed(shop)
    await shop.refund(order_id, RefundItem(1, 3))
    (refund,) = shop.process(order_id).order.refunds
    shop.ledger.refunds[str(refund.id)] = LedgerRefund(
        str(refund.id),
        "x",
        refund.charge_amount,
        RefundResult(RefundStatus.DECLINED, "", "disputed"),
    )
    await shop.settle()
    del shop.ledger.refunds[str(refund.id)]
    order = shop.process(order_id).order
    assert order.refunds[0].status == "failed"
    assert order.lines[0].remaining == 3
    await shop.refund(order_id, RefundItem(1, 3))
    await shop.settle()
    assert violations(shop, {order_id}) == []


async def test_refuses_refunds_of_nothing(shop: InMemoryShop) -> None:
    """An order without that refund, or without a payment: something is badly wrong."""
    order_id = await completed(shop)
    await shop.refund(order_id, RefundItem(1, 1))
    (message,) = [one for one in shop.storage.outbox if isinstance(one.event, OrderRefundRequested)]
    (payment,) = shop.storage.all_of(Payment)
    del shop.storage.rows[payment.stream]
    with pytest.raises(NotFound, match="payment"):
        await shop.deliver_next()
    shop.storage.outbox.clear()
    other = await completed(shop)
    shop.storage.rows[f"order/{order_id}"] = shop.storage.rows[f"order/{other}"]
    with pytest.raises(NotFound, match="refund"):
        await shop.handlers.handle(message)
