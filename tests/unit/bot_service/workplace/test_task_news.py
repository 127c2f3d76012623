"""Whoever is given a task hears of it at once, and once."""

from uuid import UUID

from business_hexagon.domain.tasks.task import Task
from integration_events.catalogue import CATALOGUE
from storage_contracts.json_value import Json

from tests.unit.bot_service.workplace.work_scene import ADA_ID, WorkScene


def data_of(event_type: str, task: Task, **changes: Json) -> dict[str, Json]:
    """What the event tells."""
    known: dict[str, Json] = {
        "task_id": str(task.id),
        "title": task.title,
        "assignee_id": None if task.assignee_id is None else str(task.assignee_id),
        "due_at": None,
    }
    if event_type == "task.created":
        known["created_by"] = str(task.created_by)
    return CATALOGUE[event_type].example | known | changes


async def given(ada: WorkScene, **changes: Json) -> tuple[Task, dict[str, Json], UUID]:
    """A task that Bob gave to Ada, what the event tells, and Bob."""
    await ada.says("/tasks")
    bob = await ada.hires("Bob")
    task = await ada.writes_task("mend the roof", created_by=bob)
    return task, data_of("task.updated", task, is_reassigned=True, **changes), bob


async def test_a_task_that_somebody_gave_is_told_with_its_card(ada: WorkScene) -> None:
    """Once, however often the event comes."""
    _, data, bob = await given(ada)
    event = ada.heard("task.updated", data, bob)
    before = len(ada.phone.messages)
    for _ in range(2):
        await ada.is_given(event)
    assert len(ada.phone.messages) == before + 1
    assert "Somebody gave you a task:" in ada.last.text
    assert "mend the roof" in ada.last.text
    await ada.taps("✅ Done")
    assert ada.tasks[0].completed_by == ADA_ID


async def test_a_task_that_is_written_down_for_somebody_is_told(ada: WorkScene) -> None:
    """There is no second event about it."""
    task, _, bob = await given(ada)
    await ada.is_given(ada.heard("task.created", data_of("task.created", task), bob))
    assert "Somebody gave you a task:" in ada.last.text


async def test_what_one_knows_already_is_no_news(ada: WorkScene) -> None:
    """One's own, taken by oneself, changed otherwise, nobody's, done, or given on."""
    task, data, bob = await given(ada)
    own = await ada.writes_task("my own")
    before = len(ada.phone.messages)
    other: dict[str, Json] = {"assignee_id": str(bob)}
    for event in (
        ada.heard("task.created", data_of("task.created", own), ADA_ID),
        ada.heard("task.updated", data, ADA_ID),
        ada.heard("task.updated", data | {"is_reassigned": False}, bob),
        ada.heard("task.updated", data | {"assignee_id": None}, bob),
        ada.heard("task.updated", data | other, ADA_ID),
        ada.heard("task.completed", ada.completed_data(task), bob),
    ):
        await ada.is_given(event)
    stored = ada.work.shop.storage.one(Task, task.id)
    assert stored is not None
    stored.assign(bob)
    await ada.keeps(stored)
    await ada.is_given(ada.heard("task.updated", data, bob))
    assert len(ada.phone.messages) == before


async def test_whoever_wants_quiet_has_it(ada: WorkScene) -> None:
    """As from all other news."""
    _, data, bob = await given(ada)
    await ada.says("/mute")
    before = len(ada.phone.messages)
    await ada.is_given(ada.heard("task.updated", data, bob))
    assert len(ada.phone.messages) == before


async def test_a_reminder_that_comes_again_is_told_once(ada: WorkScene) -> None:
    """The broker may deliver it again without anybody having been killed."""
    await ada.says("/task buy milk in 1 hour")
    (task,) = ada.tasks
    event = ada.heard("task.due", ada.due_data(task))
    before = len(ada.phone.messages)
    for _ in range(2):
        await ada.is_reminded(event)
    assert len(ada.phone.messages) == before + 1
