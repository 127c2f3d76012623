"""What staff do in the chat, and what others are refused."""

from datetime import UTC, datetime
from uuid import uuid4

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
    ShowStats,
)
from business_hexagon.application.ports.dead_letters import DeadLetter
from business_hexagon.domain.identity.role import Role
from business_hexagon.domain.ordering.order import Order
from business_hexagon.domain.ordering.refund_request import RefundRequest, RefundRequestStatus

from tests.unit.bot_service.workplace.work_scene import ADA_ID, WorkScene

COMMANDS = ("/stats", "/dead_letters", "/dead_letter 1", "/redrive", "/refunds")
LETTER_ID = "1f0c7a52-55f2-6d10-b1a9-0242ac120002"


def letter(letter_id: str = LETTER_ID, **changes: object) -> DeadLetter:
    """A message that was given up."""
    fields: dict[str, object] = {
        "dead_letter_id": letter_id,
        "consumer": "worker_refunds",
        "event_type": "order.refund_requested",
        "aggregate": "order/1",
        "reason": "attempts_exhausted",
        "error": "not_found(kind='<order>')",
        "attempts": 5,
        "first_failed_at": None,
        "last_failed_at": datetime(2026, 1, 15, 9, tzinfo=UTC),
        "redriven": 1,
        "body": b'{"a": "<b>"}',
    }
    return DeadLetter(**(fields | changes))  # type: ignore[arg-type]  # a dictionary of its fields


async def ordered(scene: WorkScene) -> Order:
    """An order of Ada's that is completed."""
    await scene.fills_cart(await scene.sells("Lamp", "10"))
    await scene.goes_to_summary()
    await scene.taps("Buy now")
    await scene.work.shop.settle()
    return scene.orders[-1]


async def refund_request(scene: WorkScene, reason: str = "arrived <broken>") -> RefundRequest:
    """A wish for the money of a new order."""
    order = await ordered(scene)
    request = RefundRequest.create(
        refund_request_id=scene.work.shop.ids.new(),
        order_id=order.id,
        user_id=ADA_ID,
        reason=reason,
        now=scene.work.shop.clock.now(),
    )
    await scene.keeps(request)
    return request


def requests(scene: WorkScene) -> list[RefundRequest]:
    """All refund requests."""
    return list(scene.work.shop.storage.all_of(RefundRequest))


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
    """However somebody got hold of them."""
    request = await refund_request(ada)
    ada.work.bury(letter())
    await ada.becomes(Role.CUSTOMER)
    for button in (
        ShowStats(days=7),
        OpenDeadLetters(),
        OpenDeadLetters(consumer="worker_refunds"),
        OpenDeadLetter(consumer="worker_refunds", letter_id=LETTER_ID),
        AskRedrive(consumer="worker_refunds"),
        Redrive(consumer="worker_refunds"),
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
    await ada.presses(Redrive(consumer="worker_refunds"))
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


async def test_no_dead_letters_is_good_news(boss: WorkScene) -> None:
    """Of everybody, and of one."""
    for text in ("/dead_letters", "/redrive"):
        await boss.says(text)
        assert "All is well" in boss.last.text
    await boss.says("/dead_letters worker_refunds")
    assert "worker_refunds has no dead letters" in boss.last.text
    await boss.taps("Back")
    assert "All is well" in boss.last.text


async def test_a_dead_letter_is_looked_at_and_redriven(boss: WorkScene) -> None:
    """After asking once more; a second tap finds nothing."""
    boss.work.bury(letter())
    await boss.says("/dead_letters")
    await boss.taps("worker_refunds: 1")
    await boss.taps("order.refund_requested")
    for words in ("attempts_exhausted", "after 5 attempts", "2026-01-15 09:00 UTC", LETTER_ID):
        assert words in boss.last.text
    assert "{&quot;a&quot;: &quot;&lt;b&gt;&quot;}" in boss.last.text
    assert "&lt;order&gt;" in boss.last.text
    await boss.taps("Send it back")
    assert "Send this dead letter back to worker_refunds?" in boss.last.text
    await boss.taps("No")
    assert boss.work.letters.redriven == []
    await boss.taps("order.refund_requested")
    await boss.taps("Send it back")
    yes = boss.tap("Yes")
    await boss.deliver(yes)
    assert "♻️ 1 went back to work." in boss.last.text
    await boss.deliver(yes)
    assert "not among the dead letters any more" in boss.last.text
    assert len(boss.work.letters.redriven) == 1


async def test_all_dead_letters_of_a_consumer_are_redriven(boss: WorkScene) -> None:
    """By button and by command."""
    boss.work.bury(letter(), letter(str(uuid4())))
    await boss.says("/dead_letters worker_refunds")
    await boss.taps("All of them")
    await boss.taps("Yes")
    assert "2 went back to work" in boss.last.text
    boss.work.bury(letter())
    await boss.says("/redrive worker_refunds")
    assert "Send all dead letters of worker_refunds" in boss.last.text
    await boss.taps("Yes")
    assert "1 went back to work" in boss.last.text


async def test_a_dead_letter_is_found_by_its_identity(boss: WorkScene) -> None:
    """Whosever it is."""
    boss.work.bury(
        letter(str(uuid4())),
        letter(consumer="worker_order_saga", event_type=None, error=None, last_failed_at=None),
    )
    await boss.says(f"/dead_letter {LETTER_ID}")
    assert "worker_order_saga gave it up" in boss.last.text
    await boss.says(f"/redrive worker_order_saga {LETTER_ID}")
    await boss.taps("Yes")
    assert boss.work.letters.redriven[0].consumer == "worker_order_saga"
    await boss.says(f"/dead_letter {LETTER_ID}")
    assert "gave it up" not in boss.last.text
    await boss.says("/dead_letter")
    assert "Which one?" in boss.last.text


@pytest.mark.parametrize("letter_id", ["x" * 200, "with:colon"])
async def test_a_foreign_identity_that_fits_no_button_has_none(
    boss: WorkScene, letter_id: str
) -> None:
    """Messages that are no events of ours have any."""
    boss.work.bury(letter(letter_id))
    await boss.says("/dead_letters worker_refunds")
    assert list(boss.last.buttons) == ["♻️ All of them", "◀ Back"]
    await boss.says(f"/dead_letter {letter_id}")
    assert list(boss.last.buttons) == ["◀ Back"]


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
    assert boss.phone.alerts == ["Somebody has decided this meanwhile."]
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
