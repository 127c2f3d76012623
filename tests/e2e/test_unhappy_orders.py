"""Orders that do not go through: everything is undone, and everybody is told."""

import pytest

from tests.e2e.conftest import OpenProduct
from tests.e2e.shop_visitor import ShopVisitor
from tests.fixtures.shared_platform import SharedPlatform

pytestmark = [pytest.mark.e2e, pytest.mark.xdist_group("platform")]


async def _assert_nothing_is_held(admin: ShopVisitor, product_id: str, pieces: int) -> None:
    stock = await admin.get(f"/products/{product_id}/stock")
    assert (stock.body["free"], stock.body["reserved"], stock.body["sold"]) == (pieces, 0, 0)


async def test_a_guests_order_is_completed_and_mailed(
    guest: ShopVisitor, open_product: OpenProduct, email: str, shared_platform: SharedPlatform
) -> None:
    """A guest needs an address and no account."""
    placed = await guest.order(await open_product(5), 1, contact_email=email)
    assert (placed.status, placed.body["user_id"]) == (201, None)
    await guest.order_becomes(placed.text("id"), "completed")
    await shared_platform.mailbox.mail_to(email, "order is complete")


async def test_a_declined_card_cancels_the_order_and_frees_the_pieces(
    customer: ShopVisitor,
    admin: ShopVisitor,
    open_product: OpenProduct,
    email: str,
    shared_platform: SharedPlatform,
) -> None:
    """Compensation in reverse, told in the order's story."""
    product_id = await open_product(5)
    placed = await customer.order(product_id, payment_method="card_decline")
    order_id = placed.text("id")
    await customer.order_becomes(order_id, "cancelled")

    story = await customer.timeline_has(order_id, "workflow.compensated")
    told = [str(item["event_type"]) for item in story]
    assert told.index("stock.reserved") < told.index("payment.failed")
    # One transaction, one moment: their order among themselves means nothing.
    undone = {"stock.released", "order.cancelled", "workflow.compensated"}
    assert set(told[told.index("payment.failed") + 1 :]) - {"workflow.advanced"} == undone
    (payment,) = (await customer.get(f"/orders/{order_id}/payments")).items
    assert (payment["status"], payment["failure_reason"]) == ("failed", "insufficient_funds")
    await _assert_nothing_is_held(admin, product_id, 5)
    await shared_platform.mailbox.mail_to(email, "cancelled")


async def test_an_order_of_too_many_pieces_is_cancelled_without_a_charge(
    customer: ShopVisitor, admin: ShopVisitor, open_product: OpenProduct
) -> None:
    """The shortage is in the story; no payment was ever tried."""
    product_id = await open_product(1)
    order_id = (await customer.order(product_id, 2)).text("id")
    await customer.order_becomes(order_id, "cancelled")

    story = await customer.timeline_has(order_id, "stock.rejected")
    (rejected,) = [item for item in story if item["event_type"] == "stock.rejected"]
    assert rejected["data"] == {
        "order_id": order_id,
        "shortages": [{"product_id": product_id, "requested": 2, "available": 1}],
    }
    assert (await customer.get(f"/orders/{order_id}/payments")).items == []
    await _assert_nothing_is_held(admin, product_id, 1)


async def test_a_pending_order_can_be_cancelled(
    customer: ShopVisitor, admin: ShopVisitor, open_product: OpenProduct
) -> None:
    """While the gateway has not decided, the charge is voided and nothing is kept."""
    product_id = await open_product(5)
    order_id = (await customer.order(product_id, payment_method="card_late")).text("id")
    await customer.timeline_has(order_id, "payment.pending")
    answer = await customer.post(f"/orders/{order_id}/cancel")
    assert answer.status == 202, answer
    await customer.order_becomes(order_id, "cancelled")
    (payment,) = (await customer.get(f"/orders/{order_id}/payments")).items
    assert payment["status"] == "failed"
    await _assert_nothing_is_held(admin, product_id, 5)


async def test_a_late_success_completes_the_order(
    customer: ShopVisitor, open_product: OpenProduct
) -> None:
    """The gateway's callback is all that the saga waits for."""
    order_id = (await customer.order(await open_product(5), payment_method="card_late")).text("id")
    story = await customer.timeline_has(order_id, "order.completed")
    told = [item["event_type"] for item in story]
    assert told.index("payment.pending") < told.index("payment.processed")


async def test_a_completed_order_is_refunded_not_cancelled(
    customer: ShopVisitor, open_product: OpenProduct
) -> None:
    """The problem's code tells a client what to do instead."""
    order_id = (await customer.order(await open_product(5))).text("id")
    await customer.order_becomes(order_id, "completed")
    answer = await customer.post(f"/orders/{order_id}/cancel")
    assert (answer.status, answer.body["code"]) == (409, "order_already_completed")


async def test_a_stranger_does_not_learn_of_an_order(
    customer: ShopVisitor, guest: ShopVisitor, open_product: OpenProduct
) -> None:
    """Somebody else's order is not there."""
    order_id = (await customer.order(await open_product(5))).text("id")
    for path in ("", "/timeline", "/payments", "/versions/1"):
        assert (await guest.get(f"/orders/{order_id}{path}")).status == 404
