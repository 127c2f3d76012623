"""Tasks, from the first word to the card."""

from datetime import UTC, datetime, timedelta

from business_hexagon.domain.tasks.values import Priority

from tests.unit.bot_service.journey.chat_phone import NOW
from tests.unit.bot_service.workplace.work_scene import ADA_ID, WorkScene

TOMORROW_NINE = datetime(2026, 1, 16, 9, tzinfo=UTC)


async def test_a_task_is_written_down_in_ones_own_words(ada: WorkScene) -> None:
    """And the card shows what was understood."""
    await ada.says("/task buy milk tomorrow 9am !high\nthe good one")
    (task,) = ada.tasks
    assert (task.title, task.description) == ("buy milk", "the good one")
    assert (task.priority, task.assignee_id, task.created_by) == (Priority.HIGH, ADA_ID, ADA_ID)
    assert task.due_at == TOMORROW_NINE
    for words in ("buy milk", "the good one", "High priority", "tomorrow, 09:00 (UTC)"):
        assert words in ada.last.text


async def test_what_people_write_is_shown_as_they_wrote_it(ada: WorkScene) -> None:
    """Never as marks of ours."""
    await ada.says("/task <b>Tom & Jerry</b> !low\n<i>episode</i>")
    assert "&lt;b&gt;Tom &amp; Jerry&lt;/b&gt;" in ada.last.text
    assert "&lt;i&gt;episode&lt;/i&gt;" in ada.last.text
    assert "Low priority" in ada.last.text


async def test_a_redelivered_task_is_written_down_once(ada: WorkScene) -> None:
    """The bot died before Telegram knew."""
    update = await ada.says("/task buy milk in 2 hours")
    ada.work.shop.clock.advance(timedelta(minutes=10))
    await ada.deliver(update)
    (task,) = ada.tasks
    assert task.due_at == NOW + timedelta(hours=2)
    assert "buy milk" in ada.last.text


async def test_a_guest_has_no_tasks(guest: WorkScene) -> None:
    """Before anything is asked."""
    for text in ("/task", "/task buy milk", "/tasks"):
        await guest.says(text)
        assert guest.tasks == []
        assert "What is to be done" not in guest.last.text


async def test_the_bot_asks_what_is_to_be_done(ada: WorkScene) -> None:
    """And remembers what was said of it already."""
    await ada.says("/task tomorrow 9am !high")
    assert "What is to be done?" in ada.last.text
    assert ada.tasks == []
    await ada.says("!low")
    assert "What is to be done?" in ada.last.text
    await ada.says("buy milk\nthe good one")
    (task,) = ada.tasks
    assert (task.title, task.priority, task.due_at) == ("buy milk", Priority.LOW, TOMORROW_NINE)
    await ada.says("something else")
    assert len(ada.tasks) == 1


async def test_the_bot_asks_for_another_time_when_one_is_past(ada: WorkScene) -> None:
    """Until it hears one that is not."""
    await ada.says("/task buy milk yesterday 9am")
    assert "That time has passed" in ada.last.text
    await ada.says("whenever")
    assert "I did not understand that time" in ada.last.text
    await ada.says("today 8am")
    assert "That time has passed" in ada.last.text
    assert ada.tasks == []
    await ada.says("tomorrow 9am")
    (task,) = ada.tasks
    assert (task.title, task.due_at) == ("buy milk", TOMORROW_NINE)


async def test_commands_work_while_the_bot_waits_for_an_answer(ada: WorkScene) -> None:
    """They are no answer."""
    await ada.says("/task")
    await ada.says("/tasks")
    assert "Your tasks" in ada.last.text
    await ada.says("buy milk")
    assert [task.title for task in ada.tasks] == ["buy milk"]


async def test_an_edited_task_changes(ada: WorkScene) -> None:
    """As far as it still makes sense."""
    written = await ada.says("/task buy milk tomorrow 9am")
    await ada.edits(written, "/task buy oat milk friday 10am !high")
    (task,) = ada.tasks
    assert (task.title, task.priority) == ("buy oat milk", Priority.HIGH)
    assert task.due_at == TOMORROW_NINE + timedelta(hours=1)
    assert "Changed!" in ada.last.text
    await ada.edits(written, "/task tomorrow")
    assert "needs a few words" in ada.last.text
    await ada.edits(written, "/task buy milk yesterday 9am")
    assert "that time has passed" in ada.last.text
    (task,) = ada.tasks
    assert task.title == "buy oat milk"


async def test_an_edited_message_of_long_ago_changes_nothing(ada: WorkScene) -> None:
    """Nobody knows any more which task it was."""
    first = await ada.says("/task the first")
    for number in range(20):
        await ada.says(f"/task number {number}")
    await ada.edits(first, "/task another")
    assert "which task that was" in ada.last.text
    assert next(iter(ada.tasks)).title == "the first"
