"""Reminders of what is due."""

from datetime import UTC, datetime, timedelta

from tests.unit.bot_service.journey.chat_phone import NOW
from tests.unit.bot_service.workplace.work_scene import WorkScene

TOMORROW_NINE = datetime(2026, 1, 16, 9, tzinfo=UTC)


async def test_reminders_come_with_buttons(ada: WorkScene) -> None:
    """For whoever has to do it."""
    await ada.says("/task buy milk in 1 hour")
    ada.work.shop.clock.advance(timedelta(hours=1))
    before = len(ada.phone.messages)
    await ada.is_due(ada.tasks[0])
    assert "A task is due:" in ada.last.text
    assert "buy milk" in ada.last.text
    await ada.taps("✅ Done")
    await ada.is_due(ada.tasks[0])
    assert len(ada.phone.messages) == before + 1


async def test_reminders_of_nobodys_task_reach_who_wrote_it_down(ada: WorkScene) -> None:
    """In the language and the time of the chat."""
    await ada.says("/timezone Berlin")
    await ada.says("/task buy milk in 1 hour")
    await ada.taps("Give to")
    await ada.taps("Nobody yet")
    await ada.is_due(ada.tasks[0])
    assert "A task is due:" in ada.last.text
    assert "today, 12:30 (Europe/Berlin)" in ada.last.text


async def test_reminders_are_not_told_to_whom_they_do_not_concern(ada: WorkScene) -> None:
    """Muted, put off, given away, not linked, or another event."""
    await ada.says("/task buy milk in 1 hour")
    (task,) = ada.tasks
    before = len(ada.phone.messages)
    other = await ada.hires("Bob")
    await ada.hears_due(ada.due_data(task) | {"assignee_id": str(other)})
    await ada.hears_due(ada.due_data(task) | {"due_at": NOW.isoformat()})
    await ada.hears_due(ada.due_data(task) | {"task_id": str(other)})
    await ada.hears_due(ada.completed_data(task), "task.completed")
    assert len(ada.phone.messages) == before
    await ada.says("/mute")
    muted = len(ada.phone.messages)
    await ada.is_due(task)
    assert len(ada.phone.messages) == muted
