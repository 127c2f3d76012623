"""Every way an order can go, through all processes, with its story and its final rows."""

from decimal import Decimal

import pytest

from tests.integration.worker_service.saga_scene import PlacedOrder, Shop, eventually

pytestmark = [pytest.mark.integration, pytest.mark.xdist_group("order_saga")]

SOLD = (98, 0, 2)
UNTOUCHED = (100, 0, 0)
ORDER_DONE = ["order.created", "order.confirmed", "order.completed"]
ORDER_UNDONE = ["order.created", "order.cancelled"]
SAGA_DONE = ["workflow.started", "stock.reserved", "workflow.completed"]
SAGA_UNDONE = ["workflow.started", "stock.reserved", "stock.released", "workflow.compensated"]


async def assert_sold(order: PlacedOrder) -> None:
    """Assert the story and the rows of an order that went well."""
    await order.becomes("completed")
    assert await order.events() == [*ORDER_DONE, *SAGA_DONE, "payment.processed"]
    assert (await order.saga())["step"] == "completed"
    assert await order.stock() == SOLD
    assert await order.payment_is("charged")
    assert await order.money_kept() == Decimal("6.78")
    assert len(await order.charges()) == 1
    assert await order.shop.violations() == []


@pytest.mark.parametrize("card", ["card_approve", "card_duplicate", "card_late", "card_timeout"])
async def test_completes_an_order_that_is_paid(shop: Shop, card: str) -> None:
    """At once, announced twice, late, or charged behind an answer that never came."""
    await assert_sold(await shop.place(card))


@pytest.mark.parametrize(
    ("card", "reason"),
    [
        ("card_decline", "insufficient_funds"),
        ("card_late_decline", "declined"),
        ("no_such_card", "unknown_payment_method"),
    ],
)
async def test_cancels_an_order_that_is_not_paid(shop: Shop, card: str, reason: str) -> None:
    """The pieces are free again and the order says why."""
    order = await shop.place(card)
    await order.becomes("cancelled")
    assert await order.events() == [*ORDER_UNDONE, *SAGA_UNDONE, "payment.failed"]
    payment = await order.payment()
    assert payment is not None
    assert (payment["status"], payment["failure_reason"]) == ("failed", reason)
    assert await order.stock() == UNTOUCHED
    assert await order.money_kept() == 0
    assert await shop.violations() == []


async def test_cancels_an_order_of_which_a_piece_is_short(shop: Shop) -> None:
    """Nothing is reserved, nothing is charged."""
    order = await shop.place("card_approve", stock=1)
    await order.becomes("cancelled")
    assert await order.events() == [
        *ORDER_UNDONE,
        "workflow.started",
        "stock.rejected",
        "workflow.compensated",
    ]
    assert (await order.row())["cancellation_reason"] == "insufficient_stock"
    assert await order.payment() is None
    assert await order.charges() == []
    assert await order.stock() == (1, 0, 0)
    assert await shop.violations() == []


async def test_completes_an_order_that_costs_nothing_without_asking_the_gateway(
    shop: Shop,
) -> None:
    """A total of zero is processed by no gateway."""
    order = await shop.place("card_decline")
    free = await shop.admin.post(
        "/api/v1/orders",
        {
            "lines": [{"product_id": order.product_id, "quantity": 2, "unit_price": "0"}],
            "shipping_address": {"country": "GB"},
            "payment_method": "card_decline",
        },
    )
    assert free.status == 201, free.response.body
    gift = PlacedOrder(shop, free.text("id"), order.product_id)
    await gift.becomes("completed")
    await order.becomes("cancelled")
    assert await gift.events() == [*ORDER_DONE, *SAGA_DONE, "payment.processed"]
    payment = await gift.payment()
    assert payment is not None
    assert payment["gateway"] == "none"
    assert await gift.charges() == []
    assert await gift.stock() == SOLD
    assert await shop.violations() == []


async def test_cancels_before_anything_is_reserved(shop: Shop) -> None:
    """The cancellation is there before the saga begins: nothing is held, nothing charged."""
    async with shop.worker_frozen():
        order = await shop.place("card_approve")
        assert (await order.cancel()).status == 202
    await order.becomes("cancelled")
    assert await order.events() == [
        "order.created",
        "order.cancellation_requested",
        "order.cancelled",
        "workflow.started",
        "workflow.compensated",
    ]
    assert await order.charges() == []
    assert await order.stock() == UNTOUCHED
    assert await shop.violations() == []


async def test_cancels_while_the_charge_is_undecided(shop: Shop) -> None:
    """The charge is voided, and the bank's decision comes too late to take money."""
    order = await shop.place("card_late")
    await eventually(lambda: order.payment_is("pending"))
    assert (await order.cancel()).status == 202
    await order.becomes("cancelled")
    assert [row["status"] for row in await order.charges()] == ["voided"]
    assert await order.payment_is("failed")
    assert await order.money_kept() == 0
    assert await order.stock() == UNTOUCHED
    assert (await order.events())[:3] == [
        "order.created",
        "order.cancellation_requested",
        "order.cancelled",
    ]
    assert await shop.violations() == []


async def test_gives_money_back_that_a_bank_takes_after_the_cancellation(shop: Shop) -> None:
    """A charge that cannot be voided is approved later: it is recorded and refunded."""
    order = await shop.place("card_late_unvoidable")
    await eventually(lambda: order.payment_is("pending"))
    assert (await order.cancel()).status == 202
    await order.becomes("cancelled")
    await eventually(lambda: order.payment_is("refunded"))
    assert (await order.events())[-3:] == [
        "payment.failed",
        "payment.processed",
        "payment.refunded",
    ]
    assert [row["status"] for row in await order.charges()] == ["approved"]
    assert await order.money_kept() == 0
    assert await order.stock() == UNTOUCHED
    assert await shop.violations() == []


async def test_gives_money_back_when_the_cancellation_comes_after_the_charge(shop: Shop) -> None:
    """The gateway has charged, its answer is lost, the customer cancels meanwhile."""
    order = await shop.place("card_timeout")

    async def is_charged() -> bool:
        return bool(await order.charges())

    await eventually(is_charged)
    async with shop.worker_frozen():
        answer = await order.cancel()
    assert answer.status in {202, 409}, answer.response.body
    if answer.status == 409:  # the retry was faster than we
        await assert_sold(order)
        return
    await order.becomes("cancelled")
    await eventually(lambda: order.payment_is("refunded"))
    assert (await order.events())[-2:] == ["payment.processed", "payment.refunded"]
    assert await order.money_kept() == 0
    assert await order.stock() == UNTOUCHED
    assert await shop.violations() == []


async def test_refuses_to_cancel_what_is_completed(shop: Shop) -> None:
    """A completed order is refunded line by line instead."""
    order = await shop.place("card_approve")
    await order.becomes("completed")
    answer = await order.cancel()
    assert (answer.status, answer.code) == (409, "order_already_completed")
    assert await shop.violations() == []


async def test_refunds_piece_by_piece_to_the_last_penny(shop: Shop) -> None:
    """One piece, then the other: goods are back on the shelf and all money is returned."""
    order = await shop.place("card_approve")
    await order.becomes("completed")

    async def kept(amount: str) -> bool:
        payment = await order.payment()
        assert payment is not None
        refunded = Decimal(str(payment["refunded_amount"]))
        return refunded == Decimal("6.78") - Decimal(amount)

    assert (await order.refund(1)).status == 202
    await eventually(lambda: kept("3.39"))
    assert await order.stock() == (99, 0, 1)
    assert (await order.refund(1)).status == 202
    await eventually(lambda: kept("0"))
    assert await order.stock() == UNTOUCHED
    assert await order.money_kept() == 0
    assert (await order.events())[-2:] == ["payment.refunded", "payment.refunded"]
    answer = await order.refund(1)
    assert (answer.status, answer.code) == (409, "refund_exceeds_line")
    assert await shop.violations() == []


async def test_refunds_a_whole_line_at_once(shop: Shop) -> None:
    """The refund is completed and names the gateway's reference."""
    order = await shop.place("card_approve")
    await order.becomes("completed")
    assert (await order.refund(2)).status == 202

    async def is_refunded() -> bool:
        refunds = (await order.row())["refunds"]
        assert isinstance(refunds, list)
        return all(isinstance(each, dict) and each["status"] == "completed" for each in refunds)

    await eventually(is_refunded)
    assert await order.payment_is("refunded")
    assert await order.money_kept() == 0
    assert await order.stock() == UNTOUCHED
    assert await shop.violations() == []
