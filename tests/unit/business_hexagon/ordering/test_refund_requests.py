"""Customers ask for money back, and somebody with the right decides."""

from datetime import UTC, datetime
from uuid import UUID

import pytest
from business_hexagon.application.actor import Actor
from business_hexagon.application.commands.ordering.order_request import LineRequest
from business_hexagon.application.commands.ordering.request_refund import RequestRefundCommand
from business_hexagon.application.errors import NotFound
from business_hexagon.application.ports.documents import PageRequest
from business_hexagon.application.queries.ordering.list_refund_requests import (
    ListRefundRequestsQuery,
)
from business_hexagon.domain.errors import InvalidValue, PermissionDenied
from business_hexagon.domain.identity.role import Role
from business_hexagon.domain.identity.security_act import SecurityActKind
from business_hexagon.domain.ordering.errors import (
    NothingToRefund,
    OrderNotCompleted,
    RefundAlreadyRequested,
    RefundRequestAlreadyDecided,
)
from business_hexagon.domain.ordering.refund import RefundItem
from business_hexagon.domain.ordering.refund_request import RefundRequest, RefundRequestStatus

from tests.fakes.in_memory_shop import CUSTOMER, STAFF
from tests.unit.business_hexagon.ordering.refund_desk import Desk

SUPPORT = Actor(user_id=UUID(int=3), role=Role.SUPPORT)
STRANGER = Actor(user_id=UUID(int=9), role=Role.CUSTOMER)
NOW = datetime(2026, 1, 15, 10, 30, tzinfo=UTC)


@pytest.fixture
def desk() -> Desk:
    """An open desk."""
    return Desk()


async def test_an_approved_request_gives_everything_back(desk: Desk) -> None:
    """The request, the refund and the audit are written as one."""
    order_id = await desk.completed()
    request_id = await desk.asked(order_id)
    before = desk.shop.plain_writes.commits
    outcome = await desk.grant(request_id)
    assert desk.shop.plain_writes.commits == before + 1
    assert outcome.version == 2
    request = await desk.stored(request_id)
    assert request.status is RefundRequestStatus.APPROVED
    assert request.decided_by == STAFF.user_id
    order = desk.shop.process(order_id).order
    assert request.refund_id == order.refunds[0].id
    assert order.refunded_charge_amount == order.charge_amount
    assert order.refunds[0].reason == "arrived broken"
    act = desk.shop.storage.acts[-1].act
    assert act.act is SecurityActKind.REFUND_REQUESTED
    assert act.details["refund_request_id"] == str(request_id)
    assert act.subject_id == CUSTOMER.user_id


async def test_only_what_is_left_is_given_back(desk: Desk) -> None:
    """What staff refunded by hand meanwhile is not refunded twice."""
    order_id = await desk.completed()
    request_id = await desk.asked(order_id)
    await desk.shop.refund(order_id, RefundItem(1, 1))
    await desk.grant(request_id)
    order = desk.shop.process(order_id).order
    assert [refund.lines[0].quantity for refund in order.refunds] == [1, 1]
    assert order.refunded_charge_amount == order.charge_amount


async def test_a_request_without_anything_left_cannot_be_approved(desk: Desk) -> None:
    """Somebody gave everything back by hand; neither can one be made any more."""
    order_id = await desk.completed()
    request_id = await desk.asked(order_id)
    await desk.shop.refund(order_id, RefundItem(1, 2))
    with pytest.raises(NothingToRefund):
        await desk.grant(request_id)
    assert (await desk.stored(request_id)).status is RefundRequestStatus.OPEN
    await desk.refuse(request_id, reason="already paid back")
    with pytest.raises(NothingToRefund):
        await desk.ask(order_id)


async def test_a_declined_request_tells_why_and_leaves_the_order(desk: Desk) -> None:
    """And the customer may ask again."""
    order_id = await desk.completed()
    request_id = await desk.asked(order_id)
    await desk.refuse(request_id)
    request = await desk.stored(request_id)
    assert request.status is RefundRequestStatus.DECLINED
    assert request.decline_reason == "too late"
    assert not desk.shop.process(order_id).order.refunds
    assert desk.shop.storage.acts[-1].act.act is SecurityActKind.REFUND_DECLINED
    assert await desk.asked(order_id) != request_id


async def test_an_order_has_one_open_request(desk: Desk) -> None:
    """A second one is refused while the first waits."""
    order_id = await desk.completed()
    await desk.ask(order_id)
    with pytest.raises(RefundAlreadyRequested):
        await desk.ask(order_id)


async def test_asking_again_under_the_same_key_gets_the_first_answer(desk: Desk) -> None:
    """Also when it is decided by then."""
    order_id = await desk.completed()
    first = await desk.ask(order_id, key="k1")
    again = await desk.ask(order_id, key="k1")
    assert (again.response, again.replayed) == (first.response, True)


async def test_approving_again_under_the_same_key_refunds_once(desk: Desk) -> None:
    """A double tap or a redelivered update moves no money twice."""
    order_id = await desk.completed()
    request_id = await desk.asked(order_id)
    first = await desk.grant(request_id, key="k1")
    again = await desk.grant(request_id, key="k1")
    assert (again.response, again.replayed) == (first.response, True)
    assert len(desk.shop.process(order_id).order.refunds) == 1


async def test_the_same_claim_in_a_race_is_answered_by_the_first_write(desk: Desk) -> None:
    """The write itself finds the claim, when both looked before either wrote."""
    order_id = await desk.completed()
    request_id = await desk.asked(order_id)
    before = dict(desk.shop.storage.rows)
    await desk.grant(request_id, key="k1")
    desk.shop.storage.rows.update(before)  # what the second one has read
    assert (await desk.grant(request_id, key="k1")).replayed
    assert desk.shop.storage.rows == before


async def test_a_decided_request_is_not_decided_again(desk: Desk) -> None:
    """Neither way."""
    request_id = await desk.asked(await desk.completed())
    await desk.grant(request_id)
    with pytest.raises(RefundRequestAlreadyDecided):
        await desk.grant(request_id)
    with pytest.raises(RefundRequestAlreadyDecided) as refusal:
        await desk.refuse(request_id)
    assert refusal.value.status == "approved"


async def test_only_completed_orders_are_refunded(desk: Desk) -> None:
    """A pending one is cancelled instead."""
    order_id = await desk.shop.place(
        LineRequest(product_id=await desk.shop.add_product(), quantity=1)
    )
    with pytest.raises(OrderNotCompleted):
        await desk.ask(order_id)


async def test_only_the_customer_asks(desk: Desk) -> None:
    """Others do not know of the order; support does, and may not ask for money all the same."""
    order_id = await desk.completed()
    with pytest.raises(NotFound):
        await desk.ask(order_id, actor=STRANGER)
    with pytest.raises(NotFound):
        await desk.ask(UUID(int=404))
    with pytest.raises(PermissionDenied):
        await desk.ask(order_id, actor=SUPPORT)
    with pytest.raises(PermissionDenied):
        await desk.ask(order_id, actor=Actor.guest())


async def test_only_who_may_refund_decides(desk: Desk) -> None:
    """Support looks, staff decides."""
    request_id = await desk.asked(await desk.completed())
    for actor in (CUSTOMER, SUPPORT):
        with pytest.raises(PermissionDenied):
            await desk.grant(request_id, actor=actor)
        with pytest.raises(PermissionDenied):
            await desk.refuse(request_id, actor=actor)
    with pytest.raises(NotFound):
        await desk.grant(UUID(int=404))
    with pytest.raises(NotFound):
        await desk.refuse(UUID(int=404))


async def test_reasons_are_proper_text(desk: Desk) -> None:
    """Both of them."""
    order_id = await desk.completed()
    with pytest.raises(InvalidValue):
        await desk.request.execute(
            RequestRefundCommand(actor=CUSTOMER, order_id=order_id, reason=" ")
        )
    request_id = await desk.asked(order_id)
    with pytest.raises(InvalidValue):
        await desk.refuse(request_id, reason="\x00")


async def test_lists_show_ones_own_requests_or_all_of_them(desk: Desk) -> None:
    """All of them to whoever may read all orders."""
    mine = await desk.asked(await desk.completed())
    page = PageRequest()
    own = await desk.list.execute(ListRefundRequestsQuery(CUSTOMER, page))
    everybodys = await desk.list.execute(ListRefundRequestsQuery(SUPPORT, page, everyone=True))
    strangers = await desk.list.execute(ListRefundRequestsQuery(STRANGER, page))
    assert str(mine) in own.content.decode()
    assert str(mine) in everybodys.content.decode()
    assert str(mine) not in strangers.content.decode()
    with pytest.raises(PermissionDenied):
        await desk.list.execute(ListRefundRequestsQuery(CUSTOMER, page, everyone=True))
    with pytest.raises(PermissionDenied):
        await desk.list.execute(ListRefundRequestsQuery(Actor.guest(), page))


async def test_customers_read_how_it_was_decided_and_not_by_whom(desk: Desk) -> None:
    """Whoever reads everybody's is told, in the list of his own too."""
    request_id = await desk.asked(await desk.completed())
    await desk.grant(request_id)
    helper = Actor.of_user(CUSTOMER.require_user("buy"), Role.SUPPORT)
    decider = str(STAFF.user_id)
    for actor, everyone, is_told in (
        (CUSTOMER, False, False),
        (helper, False, True),
        (SUPPORT, True, True),
    ):
        query = ListRefundRequestsQuery(actor, PageRequest(), everyone=everyone)
        content = (await desk.list.execute(query)).content.decode()
        assert "approved" in content
        assert (decider in content) is is_told


@pytest.mark.parametrize("ending", ["approve", "decline"])
def test_a_request_folds_to_what_its_row_says(ending: str) -> None:
    """The stream alone is enough."""
    request = RefundRequest.create(
        refund_request_id=UUID(int=1),
        order_id=UUID(int=2),
        user_id=UUID(int=3),
        reason=" broken ",
        now=NOW,
    )
    if ending == "approve":
        request.approve(refund_id=UUID(int=4), decided_by=None, now=NOW)
    else:
        request.decline(reason="no", decided_by=UUID(int=5), now=NOW)
    folded = RefundRequest.from_events(request.pending)
    fields = [name for name in RefundRequest.__slots__ if not name.startswith("_")]
    restored = RefundRequest.restore(
        refund_request_id=folded.id,
        **{name: getattr(folded, name) for name in fields},
        version=folded.version,
    )
    for name in fields:
        assert getattr(request, name) == getattr(folded, name) == getattr(restored, name)
    assert restored.reason == "broken"
