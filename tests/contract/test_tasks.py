"""What every implementation of `Tasks` does."""

import asyncio
from datetime import UTC, datetime, timedelta

from business_hexagon.application.ports.atomic_writes import Change
from business_hexagon.domain.tasks.task import Task

from tests.contract.shop import NOW, new_id
from tests.contract.storage_ports import StoragePorts


async def stored_task(ports: StoragePorts, due_at: datetime | None) -> Task:
    """A task, written."""
    task = Task.create(
        task_id=new_id(), title="Call the supplier", created_by=new_id(), due_at=due_at
    )
    await ports.writes.commit(Change(saves=(task,)))
    return task


async def test_a_task_is_read_back_as_written(ports: StoragePorts) -> None:
    """Every field survives."""
    task = await stored_task(ports, NOW)
    loaded = await ports.tasks.get(task.id)
    assert loaded is not None
    for name in ("title", "status", "priority", "created_by", "assignee_id", "due_at", "version"):
        assert getattr(loaded, name) == getattr(task, name)
    assert await ports.tasks.get(new_id()) is None


async def test_a_due_task_is_claimed_once_per_lease(ports: StoragePorts) -> None:
    """Two reminders of the same time never take the same task."""
    due = await stored_task(ports, datetime.now(UTC) - timedelta(days=1_000))
    later = await stored_task(ports, datetime.now(UTC) + timedelta(days=1))
    some_day = await stored_task(ports, None)
    claims = await asyncio.gather(
        *(ports.tasks.claim_due(100, timedelta(minutes=5)) for _ in range(3))
    )
    claimed = [task.id for claim in claims for task in claim]
    assert claimed.count(due.id) == 1
    assert later.id not in claimed
    assert some_day.id not in claimed


async def test_a_task_that_was_reminded_of_is_not_claimed_again(ports: StoragePorts) -> None:
    """The reminder is part of the task, so no lease is needed any more."""
    task = await stored_task(ports, datetime.now(UTC) - timedelta(days=1_000))
    (mine,) = [
        one
        for one in await ports.tasks.claim_due(500, timedelta(milliseconds=1))
        if one.id == task.id
    ]
    assert mine.remind(datetime.now(UTC))
    await ports.writes.commit(Change(saves=(mine,)))
    again = await ports.tasks.claim_due(500, timedelta(milliseconds=1))
    assert task.id not in {one.id for one in again}
