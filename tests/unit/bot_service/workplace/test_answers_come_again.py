"""The last word of a dialogue comes again after a crash: it is nobody's search."""

from bot_service.interface.telegram.tasks.buttons import FinishTask
from business_hexagon.domain.identity.role import Role

from tests.unit.bot_service.request_line import names_its_request
from tests.unit.bot_service.workplace.work_scene import WorkScene


async def is_said_once(ada: WorkScene, words: str, answer: str) -> None:
    """Whether the words are answered, and not once more when they come again."""
    update = await ada.says(words)
    assert answer in ada.last.text
    assert (await ada.session()).step is None
    messages = len(ada.phone.messages)
    await ada.deliver(update)
    assert len(ada.phone.messages) == messages


async def test_the_title_of_a_task(ada: WorkScene) -> None:
    """There is one task."""
    await ada.says("/task")
    await is_said_once(ada, "buy milk", "Written down!")
    assert len(ada.tasks) == 1


async def test_the_time_of_a_task(ada: WorkScene) -> None:
    """Which was past at first."""
    await ada.says("/task buy milk yesterday 9am")
    await is_said_once(ada, "tomorrow 9am", "Written down!")
    assert len(ada.tasks) == 1


async def test_until_when_a_task_is_put_off(ada: WorkScene) -> None:
    """Once."""
    await ada.says("/task buy milk")
    await ada.taps("Choose…")
    await is_said_once(ada, "saturday 17:30", "Put off.")
    assert ada.tasks[0].version == 2


async def test_where_the_clock_is(ada: WorkScene) -> None:
    """Once."""
    await ada.says("/timezone")
    await is_said_once(ada, "vienna", "Europe/Vienna")


async def test_whose_photo_it_is(ada: WorkScene) -> None:
    """The products are offered once."""
    await ada.becomes(Role.STAFF)
    await ada.sells("Lamp")
    await ada.sends_photo()
    await ada.taps("product")
    await is_said_once(ada, "lamp", "Whose photo is it?")


async def test_what_is_killed_between_answer_and_note_is_answered_the_same(ada: WorkScene) -> None:
    """The task is the same, too: whatever was not noted is done and told again."""
    await ada.says("/task")
    before = await ada.session()
    update = await ada.says("buy milk")
    first = ada.last.text
    await ada.remember(**dict(before))
    await ada.deliver(update)
    assert ada.last.text == first
    assert len(ada.tasks) == 1


async def test_a_refusal_is_told_before_the_dialogue_ends(ada: WorkScene) -> None:
    """Whoever is killed in between tells it again: it would else never be told."""
    await ada.says("/task buy milk")
    await ada.taps("Choose…")
    before = await ada.session()
    (task,) = ada.tasks
    await ada.presses(FinishTask(task_id=task.id))
    await ada.remember(**dict(before))
    update = await ada.says("saturday 17:30")
    assert names_its_request(ada.last.text)
    assert (await ada.session()).step is None
    await ada.remember(**dict(before))
    await ada.deliver(update)
    assert "done already" in ada.last.text
