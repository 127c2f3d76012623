"""What every implementation of `RefundRequests` and `RefundRequestDocuments` does."""

import json
from uuid import UUID

import pytest
from business_hexagon.application.errors import NotUnique
from business_hexagon.application.ports.atomic_writes import Change
from business_hexagon.application.ports.documents import PageRequest
from business_hexagon.domain.ordering.refund_request import RefundRequest

from tests.contract.shop import NOW, completed_order, new_id, stored_product
from tests.contract.storage_ports import StoragePorts


def a_request(order_id: UUID | None = None) -> RefundRequest:
    """A new request, of an order of its own unless one is given."""
    return RefundRequest.create(
        refund_request_id=new_id(),
        order_id=order_id or new_id(),
        user_id=new_id(),
        reason="arrived broken",
        now=NOW,
    )


async def stored(ports: StoragePorts, request: RefundRequest) -> RefundRequest:
    """A request, written."""
    await ports.writes.commit(Change(saves=(request,)))
    request.mark_saved()
    return request


@pytest.mark.parametrize("ending", ["open", "approved", "declined"])
async def test_a_request_is_read_back_as_written(ports: StoragePorts, ending: str) -> None:
    """Every field survives, in every state."""
    request = await stored(ports, a_request())
    if ending == "approved":
        request.approve(refund_id=new_id(), decided_by=new_id(), now=NOW)
    if ending == "declined":
        request.decline(reason="too late", decided_by=None, now=NOW)
    if request.pending:
        await stored(ports, request)
    loaded = await ports.refund_requests.get(request.id)
    assert loaded is not None
    assert loaded.status == ending
    for name in (*RefundRequest.__slots__, "id", "version"):
        assert getattr(loaded, name) == getattr(request, name), name
    assert await ports.refund_requests.get(new_id()) is None


async def test_an_order_has_one_open_request(ports: StoragePorts) -> None:
    """Two customers' hands are no more than one; a decided one makes room."""
    first = await stored(ports, a_request())
    with pytest.raises(NotUnique) as refusal:
        await stored(ports, a_request(first.order_id))
    assert refusal.value.field == "order_id"
    first.decline(reason="too late", decided_by=new_id(), now=NOW)
    await stored(ports, first)
    await stored(ports, a_request(first.order_id))


async def test_a_request_and_its_order_are_written_as_one(ports: StoragePorts) -> None:
    """When the order has changed meanwhile, neither is."""
    order = await completed_order(ports, await stored_product(ports))
    loaded = await ports.orders.get(order.id)
    assert loaded is not None
    request = await stored(ports, a_request(order.id))
    refund_id = new_id()
    request.approve(refund_id=refund_id, decided_by=new_id(), now=NOW)
    loaded.request_refund(
        refund_id, loaded.require_refundable_rest(), reason="broken", reference=None, now=NOW
    )
    await ports.writes.commit(Change(saves=(request, loaded)))
    written = await ports.orders.get(order.id)
    assert written is not None
    assert [refund.id for refund in written.refunds] == [refund_id]
    assert written.refunded_charge_amount == written.charge_amount


async def test_lists_are_narrowed_by_customer_and_status(ports: StoragePorts) -> None:
    """Others are not on the page."""
    mine, _ = await stored(ports, a_request()), await stored(ports, a_request())
    page = PageRequest().only("user_id", str(mine.user_id))
    found = json.loads((await ports.refund_request_documents.page(page)).content)["items"]
    assert [(one["id"], one["status"], one["reason"]) for one in found] == [
        (str(mine.id), "open", "arrived broken")
    ]
    decided = page.only("status", "approved")
    content = (await ports.refund_request_documents.page(decided)).content
    assert json.loads(content)["items"] == []
