"""Customers ask for money back and staff decides, through all processes."""

import pytest

from tests.e2e.conftest import OpenProduct
from tests.e2e.shop_visitor import ShopVisitor

pytestmark = [pytest.mark.e2e, pytest.mark.xdist_group("platform")]


async def bought(customer: ShopVisitor, product_id: str) -> str:
    """The id of an order that is done."""
    order_id = (await customer.order(product_id, 2)).text("id")
    await customer.order_becomes(order_id, "completed")
    return order_id


async def test_an_approved_request_gives_the_money_back(
    admin: ShopVisitor, customer: ShopVisitor, open_product: OpenProduct
) -> None:
    """Asked once, decided once, paid back once; everybody sees how it stands."""
    order_id = await bought(customer, await open_product(5))
    asked = await customer.post(
        f"/orders/{order_id}/refund_requests", {"reason": "arrived broken"}, "ask"
    )
    again = await customer.post(
        f"/orders/{order_id}/refund_requests", {"reason": "arrived broken"}, "ask"
    )
    assert (asked.status, asked.body["status"]) == (201, "open")
    assert (again.status, again.body) == (asked.status, asked.body)
    second = await customer.post(f"/orders/{order_id}/refund_requests", {"reason": "once more"})
    assert (second.status, second.body["code"]) == (409, "refund_already_requested")
    request_id = asked.text("id")
    waiting = await admin.get("/refund_requests?all=true&status=open&limit=200")
    assert request_id in {item["id"] for item in waiting.items}

    refused = await customer.post(f"/refund_requests/{request_id}/approve")
    approved = await admin.post(f"/refund_requests/{request_id}/approve")

    assert (refused.status, refused.body["code"]) == (403, "permission_denied")
    assert (approved.status, approved.body["status"]) == (202, "approved")
    await customer.timeline_has(order_id, "payment.refunded")
    order = await customer.get(f"/orders/{order_id}")
    assert order.body["refunded_charge_amount"] == order.body["charge_amount"]
    late = await admin.post(f"/refund_requests/{request_id}/decline", {"reason": "too late"})
    assert (late.status, late.body["code"]) == (409, "refund_request_already_decided")
    nothing = await customer.post(f"/orders/{order_id}/refund_requests", {"reason": "again"})
    assert (nothing.status, nothing.body["code"]) == (409, "nothing_to_refund")


async def test_a_declined_request_says_why_and_may_be_repeated(
    admin: ShopVisitor, customer: ShopVisitor, open_product: OpenProduct
) -> None:
    """The order stays as it is."""
    order_id = await bought(customer, await open_product(5))
    asked = await customer.post(f"/orders/{order_id}/refund_requests", {"reason": "too blue"})
    path = f"/refund_requests/{asked.text('id')}"
    declined = await admin.post(f"{path}/decline", {"reason": "It was ordered blue."})
    assert (declined.status, declined.body["status"]) == (200, "declined")
    mine = await customer.get("/refund_requests")
    assert [item["decline_reason"] for item in mine.items] == ["It was ordered blue."]
    again = await customer.post(f"/orders/{order_id}/refund_requests", {"reason": "still blue"})
    assert again.status == 201
    order = await customer.get(f"/orders/{order_id}")
    assert order.body["refunds"] == []


async def test_nobody_asks_for_the_money_of_another(
    admin: ShopVisitor, customer: ShopVisitor, guest: ShopVisitor, open_product: OpenProduct
) -> None:
    """Nor before there is any to give back, nor without an account."""
    product_id = await open_product(5)
    others = await bought(admin, product_id)
    path = f"/orders/{others}/refund_requests"
    assert (await customer.post(path, {"reason": "mine"})).status == 404
    assert (await guest.post(path, {"reason": "mine"})).status == 401
    mine = await customer.order(product_id, payment_method="card_decline")
    await customer.order_becomes(mine.text("id"), "cancelled")
    early = await customer.post(f"/orders/{mine.text('id')}/refund_requests", {"reason": "no"})
    assert (early.status, early.body["code"]) == (409, "order_not_completed")
