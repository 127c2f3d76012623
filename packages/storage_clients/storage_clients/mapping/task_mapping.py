"""Tasks."""

from collections.abc import Iterable
from datetime import datetime
from typing import Final

from business_hexagon.domain.event import DomainEvent
from business_hexagon.domain.tasks.events import TASK_EVENTS
from business_hexagon.domain.tasks.task import Task
from business_hexagon.domain.tasks.values import Priority, TaskStatus
from storage_contracts.rows.task_row import TaskRow, TaskWrite

from storage_clients.mapping.stored_entity import stored_entity

__all__ = ["STORED_TASK", "task_from_row", "task_write"]


def task_from_row(row: TaskRow) -> Task:
    """Rebuild a task."""
    return Task.restore(
        task_id=row.id,
        title=row.title,
        description=row.description,
        status=TaskStatus(row.status),
        priority=Priority(row.priority),
        created_by=row.created_by,
        assignee_id=row.assignee_id,
        due_at=row.due_at,
        reminded_at=row.reminded_at,
        completed_at=row.completed_at,
        completed_by=row.completed_by,
        version=row.version,
        created_at=row.created_at,
    )


def task_write(task: Task, now: datetime) -> TaskWrite:
    """The row that a task's pending events lead to."""
    return TaskWrite(
        expected_version=task.loaded_version,
        row=TaskRow(
            id=task.id,
            title=task.title,
            description=task.description,
            status=task.status.value,
            priority=task.priority.value,
            created_by=task.created_by,
            assignee_id=task.assignee_id,
            due_at=task.due_at,
            reminded_at=task.reminded_at,
            completed_at=task.completed_at,
            completed_by=task.completed_by,
            version=task.version,
            created_at=task.created_at or now,
            updated_at=now,
        ),
    )


def _from_events(events: Iterable[DomainEvent]) -> Task:
    return Task.from_events(event for event in events if isinstance(event, TASK_EVENTS))


STORED_TASK: Final = stored_entity(
    Task,
    events=TASK_EVENTS,
    resource="tasks",
    row=TaskRow,
    write=task_write,
    fold=_from_events,
)
