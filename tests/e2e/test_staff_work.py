"""What the staff do: products, stock, tasks."""

from datetime import UTC, datetime, timedelta

import pytest

from tests.e2e.conftest import OpenProduct
from tests.e2e.shop_visitor import ShopVisitor
from tests.fixtures.shared_platform import SharedPlatform

pytestmark = [pytest.mark.e2e, pytest.mark.xdist_group("platform")]


async def test_a_price_changes_for_everybody_at_once(
    admin: ShopVisitor, customer: ShopVisitor, open_product: OpenProduct
) -> None:
    """A stale change is refused; the next order has the new price although products are cached."""
    product_id = await open_product(10)
    seen = await customer.get(f"/products/{product_id}")
    changed = await admin.patch(f"/products/{product_id}", {"unit_price": "4.25"}, seen.etag)
    assert (changed.status, changed.body["unit_price"]) == (200, "4.2500")

    stale = await admin.patch(f"/products/{product_id}", {"unit_price": "1.00"}, seen.etag)
    assert (stale.status, stale.body["code"]) == (412, "version_conflict")
    unconditional = await admin.patch(f"/products/{product_id}", {"unit_price": "1.00"}, None)
    assert unconditional.status == 428

    placed = await customer.order(product_id, 2)
    assert (placed.status, placed.body["total"]) == (201, "8.5000")


async def test_a_product_off_the_shelf_is_not_sold(
    admin: ShopVisitor, customer: ShopVisitor, open_product: OpenProduct
) -> None:
    """Deactivated products are refused with their own code."""
    product_id = await open_product(10)
    seen = await admin.get(f"/products/{product_id}")
    await admin.patch(f"/products/{product_id}", {"is_active": False}, seen.etag)
    refused = await customer.order(product_id)
    assert (refused.status, refused.body["code"]) == (422, "product_inactive")


async def test_stock_is_counted_by_staff_alone(
    admin: ShopVisitor, customer: ShopVisitor, open_product: OpenProduct
) -> None:
    """Found pieces are added, and no more are taken away than there are."""
    path = f"/products/{await open_product(5)}"
    forbidden = await customer.post(f"{path}/stock_adjustments", {"delta": 7, "reason": "found"})
    assert forbidden.status == 403
    adjusted = await admin.post(f"{path}/stock_adjustments", {"delta": 7, "reason": "found"})
    assert adjusted.status == 201, adjusted
    stock = await admin.get(f"{path}/stock")
    assert (stock.body["opening"], stock.body["adjusted"], stock.body["free"]) == (5, 7, 12)
    lost = await admin.post(f"{path}/stock_adjustments", {"delta": -13, "reason": "damaged"})
    assert (lost.status, lost.body["code"]) == (409, "insufficient_stock")


async def test_a_due_task_reminds_by_mail_once_and_is_ticked_off(
    admin: ShopVisitor, customer: ShopVisitor, email: str, shared_platform: SharedPlatform
) -> None:
    """Written by staff, assigned to somebody, then due at once."""
    assignee = (await customer.get("/me")).text("id")
    created = await admin.post("/tasks", {"title": "Call the supplier"})
    assert created.status == 201, created
    path = f"/tasks/{created.text('id')}"
    assigned = await admin.post(f"{path}/assign", {"assignee_id": assignee})
    assert assigned.status == 200, assigned
    due = (datetime.now(UTC) + timedelta(seconds=1)).isoformat()
    changed = await admin.patch(path, {"due_at": due}, assigned.etag)
    assert changed.status == 200, changed

    mail = await shared_platform.mailbox.mail_to(email, "due now")
    assert "Call the supplier" in mail.subject
    task = await customer.get(path)
    assert task.body["reminded_at"] is not None
    done = await customer.post(f"{path}/complete")
    assert (done.status, done.body["status"]) == (200, "completed")
    again = await customer.post(f"{path}/complete")
    assert (again.status, again.body["code"]) == (409, "task_already_completed")
    assert len(shared_platform.mailbox.mails_to(email, "due now")) == 1
