"""Orders of guests are read by whoever knows their id, and changed by staff."""

import pytest
from storage_contracts.rows.order_row import OrderRow

from tests.integration.api_service.api_scene import Api

pytestmark = pytest.mark.integration


async def test_a_guest_reads_the_order_by_its_id(guest: Api, admin: Api) -> None:
    """The order, its story, its first version and its payments."""
    product = await admin.add_product()
    placed = await guest.place_order(product["id"])
    path = placed.header("location") or ""

    shown = await guest.get(path)
    story = await guest.get(f"{path}/timeline")
    past = await guest.get(f"{path}/versions/1")
    payments = await guest.get(f"{path}/payments")

    assert (shown.status, shown.body["user_id"]) == (200, None)
    # Compared as rows: the same moment may be spelt in two ways.
    row = OrderRow.model_validate_json(shown.response.body)
    assert row == OrderRow.model_validate_json(placed.response.body)
    assert story.rows("items")[0]["event_type"] == "order.created"
    assert past.body["total"] == "6.7800"
    assert (payments.status, payments.body["items"]) == (200, [])


async def test_only_staff_cancels_it(guest: Api, admin: Api) -> None:
    """A guest must log in, a customer is not allowed, staff is."""
    product = await admin.add_product()
    path = (await guest.place_order(product["id"])).header("location") or ""
    customer = await guest.register()

    assert (await guest.post(f"{path}/cancel", {})).status == 401
    refused = await customer.post(f"{path}/cancel", {})
    assert (refused.status, refused.code) == (403, "permission_denied")
    assert (await admin.post(f"{path}/cancel", {})).status == 202


async def test_the_order_of_a_user_does_not_exist_for_others(guest: Api, admin: Api) -> None:
    """Neither for guests nor for other customers; for staff it does."""
    product = await admin.add_product()
    ada, bob = await guest.register(), await guest.register()
    path = (await ada.place_order(product["id"])).header("location") or ""

    for nobody in (guest, bob):
        for what in ("", "/timeline", "/versions/1", "/payments"):
            answer = await nobody.get(path + what)
            assert (answer.status, answer.code) == (404, "not_found")
    assert (await bob.post(f"{path}/cancel", {})).status == 404
    for somebody in (ada, admin):
        assert (await somebody.get(path)).status == 200


async def test_an_imported_order_belongs_to_nobody(guest: Api, admin: Api) -> None:
    """It needs no address, and its reference is unique in its channel."""
    product = await admin.add_product()
    channel = str(product["sku"])
    body = {"channel": channel, "reference": "536365", "contact_email": None}

    placed = await admin.place_order(product["id"], None, **body)
    again = await admin.place_order(product["id"], None, **body)
    refused = await guest.place_order(product["id"], None, channel=channel)

    assert placed.status == 201
    assert (placed.body["user_id"], placed.body["contact_email"]) == (None, None)
    assert (again.status, again.code, again.paths) == (409, "unique_violation", ["reference"])
    assert refused.status == 403


async def test_a_guest_must_leave_an_address(guest: Api, admin: Api) -> None:
    """Or nobody could tell them anything."""
    product = await admin.add_product()

    answer = await guest.place_order(product["id"], None, contact_email=None)

    assert (answer.status, answer.code, answer.paths) == (422, "contact_missing", ["contact_email"])
