"""Tasks, from the first word to the last button."""

from datetime import UTC, datetime, timedelta

import pytest
from bot_service.interface.telegram.tasks.buttons import (
    FinishTask,
    GiveTask,
    OfferTask,
    OpenTask,
    OpenTasks,
    PutOff,
    PutOffTask,
    TaskFilter,
)
from business_hexagon.domain.identity.role import Role
from business_hexagon.domain.tasks.task import Task
from business_hexagon.domain.tasks.values import Priority, TaskStatus

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


@pytest.mark.parametrize(
    ("words", "heading", "title"),
    [
        ("", "Your tasks", "mine"),
        ("written", "Tasks that you wrote down", "mine"),
        ("DONE", "Done", "finished"),
    ],
)
async def test_lists_show_what_they_say(
    ada: WorkScene, words: str, heading: str, title: str
) -> None:
    """Open ones, those of one's own hand, those that are done."""
    await ada.says("/task mine")
    await ada.says("/task finished")
    await ada.taps("✅ Done")
    await ada.says(f"/tasks {words}")
    assert heading in ada.last.text
    assert title in " ".join(ada.last.buttons)
    assert ("finished" in " ".join(ada.last.buttons)) == (title == "finished")


async def test_everybodys_tasks_are_for_staff(ada: WorkScene) -> None:
    """The use case says who may; a customer is not even offered them."""
    other = await ada.hires("Bob")
    await ada.writes_task("of somebody else", created_by=other)
    await ada.says("/tasks")
    assert "All" not in ada.last.buttons
    await ada.says("/tasks all")
    assert "of somebody else" not in " ".join(ada.last.buttons)
    await ada.becomes(Role.SUPPORT)
    await ada.says("/tasks")
    await ada.taps("All")
    assert "of somebody else" in " ".join(ada.last.buttons)


async def test_there_are_no_other_lists(ada: WorkScene) -> None:
    """The bot names those that it knows."""
    await ada.says("/tasks yellow")
    assert "/tasks mine, /tasks written, /tasks done, /tasks all" in ada.last.text


async def test_long_lists_have_pages(ada: WorkScene) -> None:
    """There and back."""
    for number in range(10):
        await ada.writes_task(f"number {number}")
    await ada.says("/tasks")
    assert "number 8" not in " ".join(ada.last.buttons)
    await ada.taps("More")
    assert "number 8" in " ".join(ada.last.buttons)
    assert "number 0" not in " ".join(ada.last.buttons)
    await ada.taps("Back")
    assert "number 0" in " ".join(ada.last.buttons)


async def test_an_empty_list_says_how_to_fill_it(ada: WorkScene) -> None:
    """With an example."""
    await ada.says("/tasks")
    assert "/task buy milk" in ada.last.text


async def test_a_list_tells_urgency_and_time(ada: WorkScene) -> None:
    """In a line."""
    await ada.says(f"/task {'very ' * 20}long today 6pm !high")
    await ada.says("/tasks")
    (label,) = [one for one in ada.last.buttons if "very" in one]
    assert label.startswith("❗ very very")
    assert label.endswith("… · today, 18:00")


async def test_a_task_is_done_once(ada: WorkScene) -> None:
    """A second tap shows that it is."""
    await ada.says("/task buy milk")
    (task,) = ada.tasks
    await ada.taps("✅ Done")
    assert ada.tasks[0].status is TaskStatus.COMPLETED
    assert ada.phone.toasts[-1] == "Well done!"
    assert "✅ <b>buy milk</b>" in ada.last.text
    assert "✅ Done" not in ada.last.buttons
    await ada.presses(FinishTask(task_id=task.id), ada.last.message_id)
    assert ada.phone.alerts == ["It is done already."]


async def test_a_redelivered_tap_is_answered_as_the_first(ada: WorkScene) -> None:
    """The bot died before Telegram knew."""
    await ada.says("/task buy milk")
    update = await ada.taps("✅ Done")
    await ada.deliver(update)
    assert ada.phone.alerts == []
    assert ada.tasks[0].version == 2


async def test_a_task_is_put_off_by_an_hour_at_a_time(ada: WorkScene) -> None:
    """From its time; a second tap on the same button does nothing more."""
    await ada.says("/task buy milk today 6pm")
    (task,) = ada.tasks
    button = PutOffTask(task_id=task.id, version=1, by=PutOff.HOUR)
    await ada.taps("+1 h")
    assert "today, 19:00" in ada.last.text
    await ada.presses(button, ada.last.message_id)
    assert ada.phone.alerts == ["It has changed meanwhile."]
    assert ada.tasks[0].due_at == datetime(2026, 1, 15, 19, tzinfo=UTC)


async def test_a_task_without_a_time_is_put_off_from_now(ada: WorkScene) -> None:
    """And tomorrow is at nine, where its owner is."""
    await ada.says("/task buy milk")
    await ada.taps("+1 h")
    assert ada.tasks[0].due_at == NOW + timedelta(hours=1)
    await ada.says("/timezone Berlin")
    await ada.says("/tasks")
    await ada.taps("buy milk")
    await ada.taps("Tomorrow 9:00")
    assert ada.tasks[0].due_at == TOMORROW_NINE - timedelta(hours=1)
    assert "tomorrow, 09:00 (Europe/Berlin)" in ada.last.text


async def test_a_task_is_put_off_to_any_time(ada: WorkScene) -> None:
    """Said in one's own words; the bot asks until it understands."""
    await ada.says("/task buy milk")
    await ada.taps("Choose…")
    assert "Until when?" in ada.last.text
    await ada.says("whenever")
    assert "I did not understand that time" in ada.last.text
    await ada.says("yesterday")
    assert "That time has passed" in ada.last.text
    await ada.says("saturday 17:30")
    assert ada.tasks[0].due_at == datetime(2026, 1, 17, 17, 30, tzinfo=UTC)
    assert "Sat 17 Jan 2026, 17:30" in ada.last.text


async def test_a_time_for_nothing_is_forgotten(ada: WorkScene) -> None:
    """A session of another version may know the step and not the task."""
    await ada.says("/task buy milk")
    await ada.taps("Choose…")
    await ada.remember(task_draft=None)
    await ada.says("tomorrow")
    assert ada.tasks[0].due_at is None
    assert (await ada.session()).step is None


async def test_what_is_done_cannot_be_put_off(ada: WorkScene) -> None:
    """An old card shows it as it is."""
    await ada.says("/task buy milk")
    (task,) = ada.tasks
    await ada.taps("✅ Done")
    await ada.presses(PutOffTask(task_id=task.id, version=2, by=PutOff.HOUR))
    assert ada.phone.alerts == ["It is done already."]
    await ada.presses(OfferTask(task_id=task.id))
    assert ada.phone.alerts == ["It is done already."] * 2


async def test_a_customer_gives_a_task_to_nobody_and_takes_it_back(ada: WorkScene) -> None:
    """And to nobody else."""
    await ada.hires("Bob")
    await ada.says("/task buy milk")
    await ada.taps("Give to")
    assert list(ada.last.buttons) == ["Nobody yet", "◀ Back"]
    await ada.taps("Nobody yet")
    assert ada.tasks[0].assignee_id is None
    assert "Nobody's yet" in ada.last.text
    await ada.taps("Give to")
    await ada.taps("Me")
    assert ada.tasks[0].assignee_id == ADA_ID


async def test_staff_give_tasks_to_colleagues(ada: WorkScene) -> None:
    """Whom they choose by name."""
    bob = await ada.hires("Bob the builder")
    await ada.becomes(Role.STAFF)
    await ada.says("/task mend the roof")
    (task,) = ada.tasks
    await ada.taps("Give to")
    await ada.taps("Bob the builder")
    assert ada.tasks[0].assignee_id == bob
    assert "Somebody else's" in ada.last.text
    stale = GiveTask.of(task.id, ADA_ID, 1)
    await ada.presses(stale, ada.last.message_id)
    assert ada.phone.alerts == ["It has changed meanwhile."]


async def test_a_forged_button_leads_to_nobody_elses_task(ada: WorkScene) -> None:
    """The use case knows whose it is."""
    other = await ada.hires("Bob")
    task = Task.create(task_id=ada.work.shop.ids.new(), title="secret", created_by=other)
    await ada.keeps(task)
    for button in (
        OpenTask(task_id=task.id),
        FinishTask(task_id=task.id),
        OfferTask(task_id=task.id),
        PutOffTask(task_id=task.id, version=1, by=PutOff.HOUR),
        GiveTask.of(task.id, ADA_ID, 1),
    ):
        await ada.presses(button)
    assert len(ada.phone.alerts) == 5
    assert ada.tasks[0].version == 1
    assert all("secret" not in one.text for one in ada.phone.messages.values())


async def test_a_card_leads_back_to_the_list(ada: WorkScene) -> None:
    """Which is drawn where the card was."""
    await ada.says("/task buy milk today 8pm")
    await ada.taps("Tasks")
    assert "Your tasks" in ada.last.text
    await ada.taps("Written by me")
    assert "you wrote down" in ada.last.text


async def test_a_card_tells_since_when_a_task_is_due(ada: WorkScene) -> None:
    """Once its time has passed."""
    await ada.says("/task buy milk in 1 hour")
    ada.work.shop.clock.advance(timedelta(hours=2))
    await ada.says("/tasks")
    await ada.taps("buy milk")
    assert "Due since today, 11:30" in ada.last.text


def test_every_button_fits_into_its_64_bytes() -> None:
    """With the largest values."""
    largest = ADA_ID
    for button in (
        OpenTasks(which=TaskFilter.WRITTEN, page=79),
        OpenTask(task_id=largest),
        FinishTask(task_id=largest),
        OfferTask(task_id=largest),
        PutOffTask(task_id=largest, version=2**31 - 1, by=PutOff.TOMORROW),
        GiveTask.of(largest, largest, 2**31 - 1),
    ):
        assert len(button.pack().encode()) <= 64
    given = GiveTask.unpack(GiveTask.of(largest, None, 3).pack())
    assert (given.task_id, given.assignee_id, given.version) == (largest, None, 3)
    assert GiveTask.of(largest, largest, 1).assignee_id == largest


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
