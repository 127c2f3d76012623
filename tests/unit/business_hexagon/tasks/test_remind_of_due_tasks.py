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

from tests.unit.business_hexagon.memory.doubles import NOW, FixedClock
from tests.unit.business_hexagon.memory.memory_store import MemoryTasks, MemoryWrites
from tests.unit.business_hexagon.memory.people import TASK_ID, task

COMMAND = RemindOfDueTasksCommand()


@pytest.fixture
def writes() -> MemoryWrites:
    """A due task, and one without a due time."""
    writes = MemoryWrites()
    writes.put(task(due_at=NOW), task(task_id=UUID(int=21)))
    return writes


@pytest.fixture
def remind_of_due_tasks(writes: MemoryWrites) -> RemindOfDueTasks:
    """The use case on that store."""
    return RemindOfDueTasks(tasks=MemoryTasks(writes), writes=writes, clock=FixedClock())


async def test_announces_a_due_task_once(
    remind_of_due_tasks: RemindOfDueTasks,
    writes: MemoryWrites,
) -> None:
    """The second look finds it announced."""
    assert await remind_of_due_tasks.execute(COMMAND) == 1
    assert await remind_of_due_tasks.execute(COMMAND) == 0

    assert [type(event) for event in writes.events] == [TaskDue]
    assert writes.tasks[TASK_ID].reminded_at == NOW


async def test_announces_what_the_data_service_found_due_a_little_earlier(
    writes: MemoryWrites,
) -> None:
    """Clocks differ; the reminder is never before the due time."""
    clock = FixedClock()
    clock.time = NOW - timedelta(milliseconds=20)
    reminder = RemindOfDueTasks(tasks=MemoryTasks(writes), writes=writes, clock=clock)

    assert await reminder.execute(COMMAND) == 1
    assert writes.tasks[TASK_ID].reminded_at == NOW


async def test_leaves_a_task_that_another_process_announced(
    remind_of_due_tasks: RemindOfDueTasks,
    writes: MemoryWrites,
) -> None:
    """Of two writers of one version one wins, and there is one event."""
    announced = task(due_at=NOW)
    announced.remind(NOW)
    writes.interference = lambda: writes.put(announced)

    assert await remind_of_due_tasks.execute(COMMAND) == 0
    assert await remind_of_due_tasks.execute(COMMAND) == 0
    assert writes.events == []


async def test_announces_later_when_the_storage_is_away(
    remind_of_due_tasks: RemindOfDueTasks,
    writes: MemoryWrites,
) -> None:
    """Nothing is lost, the next look tries again."""
    writes.failures.append(StorageUnavailable("db_postgres_service", "refused"))

    with pytest.raises(StorageUnavailable):
        await remind_of_due_tasks.execute(COMMAND)

    assert await remind_of_due_tasks.execute(COMMAND) == 1
