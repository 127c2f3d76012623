"""Announcing due tasks."""

from datetime import timedelta
from uuid import UUID

import pytest
from business_hexagon.application.commands.tasks.remind_of_due_tasks import (
    RemindOfDueTasks,
    RemindOfDueTasksCommand,
)
from business_hexagon.application.errors import StorageUnavailable
from business_hexagon.domain.tasks.events import TaskDue
from business_hexagon.domain.tasks.task import Task

from tests.fakes.in_memory_readers import InMemoryTasks
from tests.fakes.stepping_clock import MORNING, SteppingClock
from tests.unit.business_hexagon.memory.disturbed_writes import DisturbedWrites
from tests.unit.business_hexagon.memory.people import TASK_ID, task

COMMAND = RemindOfDueTasksCommand()


class HastyTasks(InMemoryTasks):
    """Claims every task, due or not, whoever has claimed it before."""

    async def claim_due(self, limit: int, lease: timedelta) -> list[Task]:
        """See `Tasks.claim_due`."""
        assert lease > timedelta(0)
        return list(self._storage.all_of(Task))[:limit]


@pytest.fixture
def writes() -> DisturbedWrites:
    """A due task, and one without a due time."""
    writes = DisturbedWrites()
    writes.put(task(due_at=MORNING), task(task_id=UUID(int=21)))
    return writes


@pytest.fixture
def clock() -> SteppingClock:
    """It is the due time."""
    return SteppingClock()


@pytest.fixture
def remind_of_due_tasks(writes: DisturbedWrites, clock: SteppingClock) -> RemindOfDueTasks:
    """The use case on that store."""
    tasks = InMemoryTasks(writes.storage, clock)
    return RemindOfDueTasks(tasks=tasks, writes=writes, clock=clock)


async def test_announces_a_due_task_once(
    remind_of_due_tasks: RemindOfDueTasks,
    writes: DisturbedWrites,
    clock: SteppingClock,
) -> None:
    """A look after the lease finds it announced."""
    assert await remind_of_due_tasks.execute(COMMAND) == 1
    clock.advance(COMMAND.lease)
    assert await remind_of_due_tasks.execute(COMMAND) == 0

    assert [type(event) for event in writes.published] == [TaskDue]
    assert writes.tasks[TASK_ID].reminded_at == MORNING


async def test_decides_for_itself_what_is_due(
    writes: DisturbedWrites,
    clock: SteppingClock,
) -> None:
    """A claim that gives too much changes nothing."""
    reminder = RemindOfDueTasks(
        tasks=HastyTasks(writes.storage, clock),
        writes=writes,
        clock=clock,
    )

    assert await reminder.execute(COMMAND) == 1
    assert await reminder.execute(COMMAND) == 0
    assert [type(event) for event in writes.published] == [TaskDue]


async def test_announces_what_the_data_service_found_due_a_little_earlier(
    writes: DisturbedWrites,
    clock: SteppingClock,
) -> None:
    """Clocks differ; the reminder is never before the due time."""
    behind = SteppingClock(MORNING - timedelta(milliseconds=20))
    tasks = InMemoryTasks(writes.storage, clock)
    reminder = RemindOfDueTasks(tasks=tasks, writes=writes, clock=behind)

    assert await reminder.execute(COMMAND) == 1
    assert writes.tasks[TASK_ID].reminded_at == MORNING


async def test_leaves_a_task_that_another_process_announced(
    remind_of_due_tasks: RemindOfDueTasks,
    writes: DisturbedWrites,
    clock: SteppingClock,
) -> None:
    """Of two writers of one version one wins."""
    announced = task(due_at=MORNING)
    announced.remind(MORNING)
    writes.interference = lambda: writes.put(announced)

    assert await remind_of_due_tasks.execute(COMMAND) == 0
    clock.advance(COMMAND.lease)
    assert await remind_of_due_tasks.execute(COMMAND) == 0
    assert writes.published == []


async def test_announces_later_when_the_storage_is_away(
    remind_of_due_tasks: RemindOfDueTasks,
    writes: DisturbedWrites,
    clock: SteppingClock,
) -> None:
    """Nothing is lost: the lease runs out and the next look tries again."""
    writes.lost_before = 1

    with pytest.raises(StorageUnavailable):
        await remind_of_due_tasks.execute(COMMAND)

    clock.advance(COMMAND.lease)
    assert await remind_of_due_tasks.execute(COMMAND) == 1


async def test_announces_once_when_the_answer_got_lost(
    remind_of_due_tasks: RemindOfDueTasks,
    writes: DisturbedWrites,
    clock: SteppingClock,
) -> None:
    """The write was done, though nobody here knew."""
    writes.lost_after = 1

    with pytest.raises(StorageUnavailable):
        await remind_of_due_tasks.execute(COMMAND)

    clock.advance(COMMAND.lease)
    assert await remind_of_due_tasks.execute(COMMAND) == 0
    assert [type(event) for event in writes.published] == [TaskDue]
