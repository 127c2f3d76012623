"""What the buttons below a task do, once."""

from datetime import UTC, datetime, timedelta

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
from business_hexagon.domain.tasks.values import TaskStatus

from tests.unit.bot_service.journey.chat_phone import NOW
from tests.unit.bot_service.request_line import without_request
from tests.unit.bot_service.workplace.work_scene import ADA_ID, WorkScene

TOMORROW_NINE = datetime(2026, 1, 16, 9, tzinfo=UTC)


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
    assert without_request(ada.phone.alerts) == ["It is done already."]


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
    assert without_request(ada.phone.alerts) == ["It has changed meanwhile."]
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


async def test_a_time_for_what_is_done_ends_the_dialogue(ada: WorkScene) -> None:
    """Whatever is written next would else be taken for another time, and refused again."""
    await ada.says("/task buy milk")
    (task,) = ada.tasks
    await ada.taps("Choose…")
    await ada.presses(FinishTask(task_id=task.id))
    await ada.says("saturday 17:30")
    assert "done already" in ada.last.text
    assert (await ada.session()).step is None


async def test_what_is_done_cannot_be_put_off(ada: WorkScene) -> None:
    """An old card shows it as it is."""
    await ada.says("/task buy milk")
    (task,) = ada.tasks
    await ada.taps("✅ Done")
    await ada.presses(PutOffTask(task_id=task.id, version=2, by=PutOff.HOUR))
    assert without_request(ada.phone.alerts) == ["It is done already."]
    await ada.presses(OfferTask(task_id=task.id))
    assert ada.phone.alerts[1:] == ["It is done already."]  # nothing was asked for yet


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
    assert without_request(ada.phone.alerts) == ["It has changed meanwhile."]


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


async def test_support_looks_at_a_task_of_others_and_has_no_button_to_change_it(
    ada: WorkScene,
) -> None:
    """Nor does an old or forged one; staff have them all."""
    other = await ada.hires("Bob")
    task = Task.create(task_id=ada.work.shop.ids.new(), title="mend the roof", created_by=other)
    await ada.keeps(task)
    await ada.becomes(Role.SUPPORT)
    await ada.says("/tasks all")
    await ada.taps("mend the roof")
    assert list(ada.last.buttons) == ["📎 Files", "◀ Tasks"]
    for button in (FinishTask(task_id=task.id), GiveTask.of(task.id, ADA_ID, 1)):
        await ada.presses(button, ada.last.message_id)
    assert len(ada.phone.alerts) == 2
    assert ada.tasks[0].version == 1
    await ada.becomes(Role.STAFF)
    await ada.says("/tasks all")
    await ada.taps("mend the roof")
    await ada.taps("✅ Done")
    assert ada.tasks[0].status is TaskStatus.COMPLETED


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
