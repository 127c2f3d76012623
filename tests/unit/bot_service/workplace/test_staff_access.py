"""What staff do in the chat, and what others are refused."""

import pytest
from bot_service.interface.telegram.staff.buttons import (
    ApproveRefund,
    AskRedrive,
    DeclineRefund,
    OpenDeadLetter,
    OpenDeadLetters,
    OpenRefund,
    OpenRefunds,
    Redrive,
    RedriveAll,
    ShowStats,
)
from business_hexagon.domain.identity.role import Role
from business_hexagon.domain.ordering.refund_request import RefundRequestStatus

from tests.unit.bot_service.workplace.staff_examples import (
    LETTER_ID,
    letter,
    refund_request,
    requests,
)
from tests.unit.bot_service.workplace.work_scene import ADA_ID, WorkScene

COMMANDS = ("/stats", "/dead_letters", "/dead_letter 1", "/redrive", "/refunds")


@pytest.mark.parametrize("text", COMMANDS)
async def test_commands_of_staff_are_refused_to_others(guest: WorkScene, text: str) -> None:
    """A guest, a customer, and whoever was demoted: the use case says so each time."""
    guest.work.bury(letter())
    await guest.says(text)
    refusals = [guest.last.text]
    await guest.says("/register")
    await guest.says(text)
    refusals.append(guest.last.text)
    await guest.becomes(Role.ADMIN)
    await guest.says(text)
    allowed = guest.last.text
    await guest.becomes(Role.CUSTOMER)
    await guest.says(text)
    refusals.append(guest.last.text)
    assert allowed not in refusals
    for words in ("📊", "✉️", "♻️", "↩️"):
        assert words not in "".join(refusals)
    assert guest.work.audit_trail.acts == [] or text == "/dead_letter 1"


async def test_buttons_of_staff_are_refused_to_others(ada: WorkScene) -> None:
    """However a customer got hold of them."""
    request = await refund_request(ada)
    ada.work.bury(letter())
    for button in (
        ShowStats(days=7),
        OpenDeadLetters(),
        OpenDeadLetters(consumer="worker_refunds"),
        OpenDeadLetter(consumer="worker_refunds", letter_id=LETTER_ID),
        AskRedrive(consumer="worker_refunds"),
        RedriveAll(consumer="worker_refunds", asked_at=0),
        Redrive(consumer="worker_refunds", letter_id=LETTER_ID),
        OpenRefunds(),
        OpenRefund(request_id=request.id),
        ApproveRefund(request_id=request.id),
        DeclineRefund(request_id=request.id),
    ):
        before = len(ada.phone.alerts)
        await ada.presses(button)
        assert len(ada.phone.alerts) == before + 1, button
    assert ada.work.letters.redriven == []
    assert requests(ada)[0].status is RefundRequestStatus.OPEN


async def test_staff_may_look_at_dead_letters_and_not_redrive(ada: WorkScene) -> None:
    """That is for administrators."""
    await ada.becomes(Role.STAFF)
    ada.work.bury(letter())
    await ada.says("/dead_letters")
    await ada.taps("worker_refunds: 1")
    await ada.taps("order.refund_requested")
    await ada.taps("Send it back")
    assert len(ada.phone.alerts) == 1
    await ada.presses(RedriveAll(consumer="worker_refunds", asked_at=0))
    assert ada.work.letters.redriven == []


async def test_somebody_who_is_demoted_in_between_declines_nothing(ada: WorkScene) -> None:
    """The use case looks at who one is now."""
    request = await refund_request(ada)
    await ada.becomes(Role.STAFF)
    await ada.presses(DeclineRefund(request_id=request.id))
    await ada.becomes(Role.CUSTOMER)
    await ada.says("because")
    assert requests(ada)[0].status is RefundRequestStatus.OPEN
    assert "Declined" not in ada.last.text


async def test_figures_of_some_days_are_told(boss: WorkScene) -> None:
    """A week unless one says otherwise; days begin at midnight UTC."""
    await boss.says("/stats")
    for words in ("The last 7 days", "£28.05", "2 orders", "100 → 98 → 95 → 95", "WHITE HANGING"):
        assert words in boss.last.text
    assert "order.created: 42" in boss.last.text
    await boss.taps("30 days")
    assert "The last 30 days" in boss.last.text
    await boss.taps("Today")
    assert "Today" in boss.last.text
    await boss.says("/stats 2")
    starts = [f"{start:%m-%d %H:%M}" for start, _ in boss.work.reports.asked]
    assert starts == ["01-09 00:00", "12-17 00:00", "01-15 00:00", "01-14 00:00"]


async def test_figures_of_a_new_shop_are_told(boss: WorkScene) -> None:
    """Without a list of nothing."""
    boss.work.reports.is_empty = True
    await boss.says("/stats")
    assert "No sales yet" in boss.last.text
    assert "Best sellers" not in boss.last.text


@pytest.mark.parametrize("words", ["many", "0", "366", "-1", "9999", "²"])
async def test_figures_of_nonsense_are_not_told(boss: WorkScene, words: str) -> None:
    """The bot says what it can do."""
    await boss.says(f"/stats {words}")
    assert "at most 365" in boss.last.text


def test_every_button_fits_into_its_64_bytes() -> None:
    """With our longest consumer and the identity of an event."""
    consumer = "worker_notifications"
    for button in (
        ShowStats(days=365),
        OpenDeadLetters(consumer=consumer),
        OpenDeadLetter(consumer=consumer, letter_id=LETTER_ID),
        AskRedrive(consumer=consumer, letter_id=LETTER_ID),
        Redrive(consumer=consumer, letter_id=LETTER_ID),
        OpenRefunds(page=79),
        OpenRefund(request_id=ADA_ID),
        ApproveRefund(request_id=ADA_ID),
        DeclineRefund(request_id=ADA_ID),
    ):
        assert len(button.pack().encode()) <= 64


async def test_help_tells_staff_what_they_may_do(ada: WorkScene) -> None:
    """And nobody else, and no more than that."""
    await ada.says("/help")
    assert "/stats" not in ada.last.text
    await ada.becomes(Role.STAFF)
    await ada.says("/help")
    assert "/refunds" in ada.last.text
    assert "/redrive" not in ada.last.text


async def test_cancel_ends_the_dialogues_of_work(boss: WorkScene) -> None:
    """What is written next is no answer any more."""
    await boss.presses(DeclineRefund(request_id=ADA_ID))
    await boss.says("/cancel")
    session = await boss.session()
    assert (session.step, session.declining, session.task_draft) == (None, None, None)
