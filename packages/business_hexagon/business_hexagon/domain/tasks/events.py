"""What happens to a task. Field names are those of the published events."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar, Final
from uuid import UUID

from business_hexagon.domain.event import DomainEvent


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskCreated(DomainEvent):
    """There is something to do."""

    event_type: ClassVar[str] = "task.created"

    task_id: UUID
    title: str
    description: str
    priority: str
    created_by: UUID
    assignee_id: UUID | None
    due_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskUpdated(DomainEvent):
    """The task's data after a change of any of them, its assignee included."""

    event_type: ClassVar[str] = "task.updated"

    task_id: UUID
    title: str
    description: str
    priority: str
    assignee_id: UUID | None
    due_at: datetime | None
    is_reassigned: bool = False  # as those say that were stored before there was the field


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskCompleted(DomainEvent):
    """It is done."""

    event_type: ClassVar[str] = "task.completed"

    task_id: UUID
    completed_by: UUID
    completed_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskDue(DomainEvent):
    """Its time has come and it is not done. Happens once for each due time."""

    event_type: ClassVar[str] = "task.due"

    task_id: UUID
    title: str
    assignee_id: UUID | None
    created_by: UUID
    due_at: datetime
    reminded_at: datetime


# quintet new: task_event_classes

TASK_EVENTS: Final = (
    TaskCreated,
    TaskUpdated,
    TaskCompleted,
    TaskDue,
    # quintet new: task_events
)
"""Every class of the union, for `isinstance`."""

type TaskEvent = (
    TaskCreated
    | TaskUpdated
    | TaskCompleted
    # quintet new: task_event_union
    | TaskDue
)
