"""Dead letters, looked at and sent back to work."""

from datetime import timedelta
from uuid import uuid4

import pytest

from tests.unit.bot_service.journey.chat_phone import NOW
from tests.unit.bot_service.request_line import without_request
from tests.unit.bot_service.workplace.staff_examples import LETTER_ID, letter
from tests.unit.bot_service.workplace.work_scene import WorkScene


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
    assert without_request([boss.last.text]) == ["It is not among the dead letters any more."]
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


async def test_a_press_that_comes_again_redrives_nothing_that_came_meanwhile(
    boss: WorkScene,
) -> None:
    """Whoever pressed has not seen it; one whose time nobody knows was there."""
    boss.work.bury(letter(), letter(str(uuid4()), last_failed_at=None))
    await boss.says("/redrive worker_refunds")
    yes = boss.tap("Yes")
    await boss.deliver(yes)
    assert "2 went back to work" in boss.last.text
    boss.work.bury(letter(str(uuid4()), last_failed_at=NOW + timedelta(minutes=1)))
    await boss.deliver(yes)
    assert len(boss.work.letters.redriven) == 2
    assert "None of them is left" in boss.last.text
    boss.work.shop.clock.advance(timedelta(minutes=2))
    await boss.says("/redrive worker_refunds")
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
