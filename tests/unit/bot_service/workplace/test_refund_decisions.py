"""Refund requests, approved and declined."""

from bot_service.interface.telegram.staff.buttons import (
    ApproveRefund,
    DeclineRefund,
    OpenRefund,
    OpenRefunds,
)
from business_hexagon.domain.ordering.refund_request import RefundRequestStatus

from tests.unit.bot_service.request_line import without_request
from tests.unit.bot_service.workplace.staff_examples import refund_request, requests
from tests.unit.bot_service.workplace.work_scene import ADA_ID, WorkScene


async def test_refund_requests_are_listed_and_approved(boss: WorkScene) -> None:
    """Once: a second tap shows that it is decided."""
    await boss.says("/refunds")
    assert "No refund requests are open" in boss.last.text
    request = await refund_request(boss)
    await boss.says("/refunds")
    await boss.taps("arrived")
    for words in ("£10.00 would go back", "arrived &lt;broken&gt;"):
        assert words in boss.last.text
    await boss.taps("Approve")
    assert requests(boss)[0].status is RefundRequestStatus.APPROVED
    assert "Approved: the money is on its way back" in boss.last.text
    assert boss.phone.toasts[-1] == "Approved."
    await boss.presses(ApproveRefund(request_id=request.id), boss.last.message_id)
    assert without_request(boss.phone.alerts) == ["Somebody has decided this meanwhile."]
    await boss.taps("Back")
    assert "No refund requests are open" in boss.last.text


async def test_a_redelivered_approval_is_answered_as_the_first(boss: WorkScene) -> None:
    """The bot died before Telegram knew."""
    await refund_request(boss)
    await boss.says("/refunds")
    await boss.taps("arrived")
    update = await boss.taps("Approve")
    await boss.deliver(update)
    assert boss.phone.alerts == []


async def test_refund_requests_are_declined_with_a_reason(boss: WorkScene) -> None:
    """Which the customer reads."""
    await refund_request(boss)
    await boss.says("/refunds")
    await boss.taps("arrived")
    await boss.taps("Decline")
    assert "Why not?" in boss.last.text
    await boss.says("It was fine when it left.")
    (request,) = requests(boss)
    assert request.status is RefundRequestStatus.DECLINED
    assert request.decline_reason == "It was fine when it left."
    assert "Declined" in boss.last.text
    await boss.presses(OpenRefund(request_id=request.id))
    assert "✖️ Declined." in boss.last.text
    await boss.says("no answer any more")
    assert "Declined" not in boss.last.text


async def test_a_reason_for_nothing_is_forgotten(boss: WorkScene) -> None:
    """A session of another version may know the step and not the request."""
    request = await refund_request(boss)
    await boss.presses(DeclineRefund(request_id=request.id))
    await boss.remember(declining=None)
    await boss.says("because")
    assert requests(boss)[0].status is RefundRequestStatus.OPEN
    assert (await boss.session()).step is None


async def test_a_reason_for_what_is_decided_ends_the_dialogue(boss: WorkScene) -> None:
    """Whatever is written next would else be taken for another reason, and refused again."""
    request = await refund_request(boss)
    await boss.presses(DeclineRefund(request_id=request.id))
    await boss.presses(ApproveRefund(request_id=request.id))
    await boss.says("because")
    assert "decided that already" in boss.last.text
    assert (await boss.session()).step is None


async def test_an_unknown_refund_request_is_not_found(boss: WorkScene) -> None:
    """A button may be forged."""
    await boss.presses(OpenRefund(request_id=ADA_ID))
    assert len(boss.phone.alerts) == 1


async def test_long_lists_of_refund_requests_have_pages(boss: WorkScene) -> None:
    """There and back."""
    for number in range(9):
        await refund_request(boss, f"reason {number}")
    await boss.says("/refunds")
    assert "reason 8" not in " ".join(boss.last.buttons)
    await boss.taps("More")
    assert "reason 8" in " ".join(boss.last.buttons)
    await boss.taps("Back")
    assert "reason 0" in " ".join(boss.last.buttons)
    await boss.presses(OpenRefunds(page=5))
    assert "Back" in " ".join(boss.last.buttons)
