"""A registered customer's order, from registration to the refund of a part of it."""

from decimal import Decimal

import pytest
from storage_contracts.json_value import Json

from tests.e2e.conftest import OpenProduct
from tests.e2e.shop_visitor import ShopVisitor
from tests.fixtures.shared_platform import SharedPlatform

pytestmark = [pytest.mark.e2e, pytest.mark.xdist_group("platform")]

_STORY = [
    "order.created",
    "stock.reserved",
    "payment.processed",
    "order.confirmed",
    "order.completed",
    "workflow.completed",
]


def _refund(pieces: int) -> dict[str, Json]:
    return {"lines": [{"line_no": 1, "quantity": pieces}], "reason": "broken"}


def _order(product_id: str, payment_method: str) -> dict[str, Json]:
    return {
        "lines": [{"product_id": product_id, "quantity": 1}],
        "shipping_address": {"country": "GB"},
        "payment_method": payment_method,
    }


async def test_an_order_is_completed_by_events_and_tells_its_story(
    customer: ShopVisitor,
    admin: ShopVisitor,
    open_product: OpenProduct,
    email: str,
    shared_platform: SharedPlatform,
) -> None:
    """Register, log in, browse, order; events do the rest; then look back at all of it."""
    product_id = await open_product(10)
    seen = await customer.get(f"/products/{product_id}")
    assert (seen.status, seen.body["unit_price"]) == (200, "3.3900")

    placed = await customer.order(product_id, 3)
    assert (placed.status, placed.body["status"]) == (201, "pending")
    order_id = placed.text("id")
    completed = await customer.order_becomes(order_id, "completed")
    assert completed.body["charge_amount"] == "10.1700"

    story = await customer.timeline_has(order_id, "workflow.completed")
    told = [item["event_type"] for item in story]
    assert [each for each in told if each in _STORY] == _STORY
    by_type = {item["event_type"]: item["service"] for item in story}
    assert by_type["order.created"] == "api_service"
    assert by_type["order.completed"] == "worker_service"
    assert len({item["request_id"] for item in story}) == 1

    first = await customer.get(f"/orders/{order_id}/versions/1")
    assert (first.status, first.body["status"]) == (200, "pending")
    last = await customer.get(f"/orders/{order_id}/versions/{completed.body['version']}")
    assert last.body["status"] == "completed"
    missing = await customer.get(f"/orders/{order_id}/versions/99")
    assert missing.status == 404

    mine = await customer.get("/orders")
    assert [item["id"] for item in mine.items] == [order_id]
    stock = await admin.get(f"/products/{product_id}/stock")
    assert (stock.body["free"], stock.body["reserved"], stock.body["sold"]) == (7, 0, 3)
    await shared_platform.mailbox.mail_to(email, "welcome")
    await shared_platform.mailbox.mail_to(email, "order is complete")


async def test_staff_refund_a_part_and_the_customer_sees_the_payment(
    customer: ShopVisitor,
    admin: ShopVisitor,
    open_product: OpenProduct,
    email: str,
    shared_platform: SharedPlatform,
) -> None:
    """One of three pieces goes back: money at the gateway, goods in the stock, a mail."""
    product_id = await open_product(10)
    order_id = (await customer.order(product_id, 3)).text("id")
    await customer.order_becomes(order_id, "completed")

    forbidden = await customer.post(f"/orders/{order_id}/refunds", _refund(1))
    assert forbidden.status == 403
    requested = await admin.post(f"/orders/{order_id}/refunds", _refund(1))
    assert requested.status in {201, 202}, requested
    await customer.timeline_has(order_id, "payment.refunded")

    (payment,) = (await customer.get(f"/orders/{order_id}/payments")).items
    assert payment["status"] == "partially_refunded"
    assert Decimal(str(payment["refunded_amount"])) == Decimal("3.39")
    stock = await admin.get(f"/products/{product_id}/stock")
    assert (stock.body["free"], stock.body["sold"]) == (8, 2)
    await shared_platform.mailbox.mail_to(email, "refund")

    too_much = await admin.post(f"/orders/{order_id}/refunds", _refund(3))
    assert (too_much.status, too_much.body["code"]) == (409, "refund_exceeds_line")


async def test_a_repeated_request_places_one_order(
    customer: ShopVisitor, open_product: OpenProduct
) -> None:
    """Same key, same order; same key and another body, no order."""
    product_id = await open_product(10)
    body = _order(product_id, "card_approve")
    first = await customer.post("/orders", body, key="one-and-the-same")
    again = await customer.post("/orders", body, key="one-and-the-same")
    changed = _order(product_id, "card_decline")
    other = await customer.post("/orders", changed, key="one-and-the-same")

    assert (first.status, again.status) == (201, 201)
    assert first.text("id") == again.text("id")
    assert (other.status, other.body["code"]) == (422, "idempotency_conflict")
    await customer.order_becomes(first.text("id"), "completed")
    assert len((await customer.get("/orders")).items) == 1
