"""The task: what somebody has to do, maybe by a time."""

from datetime import datetime
from typing import ClassVar, Final, Self, assert_never
from uuid import UUID

from business_hexagon.domain.aggregate import Aggregate
from business_hexagon.domain.tasks.errors import TaskAlreadyCompleted
from business_hexagon.domain.tasks.events import (
    TaskCompleted,
    TaskCreated,
    TaskDue,
    TaskEvent,
    TaskUpdated,
)
from business_hexagon.domain.tasks.values import Priority, TaskStatus
from business_hexagon.domain.values.moment import checked_moment
from business_hexagon.domain.values.prose import checked_prose
from business_hexagon.domain.values.text import checked_text
from business_hexagon.domain.values.unchanged import UNCHANGED, Unchanged

LONGEST_DESCRIPTION: Final = 4_000


class Task(Aggregate[TaskEvent]):
    """Something to do.

    Attributes:
        title: one line.
        description: some lines, maybe none.
        status: open or completed.
        priority: how much it matters.
        created_by: who wrote it down.
        assignee_id: who has to do it, if anybody.
        due_at: by when, UTC, if there is a time.
        reminded_at: when its due time was announced; nothing again once the due time changes.
        completed_at: when it was done, UTC.
        completed_by: who did it.
    """

    __slots__ = (
        "assignee_id",
        "completed_at",
        "completed_by",
        "created_by",
        "description",
        "due_at",
        "priority",
        "reminded_at",
        "status",
        "title",
    )

    kind: ClassVar[str] = "task"
    title: str
    description: str
    status: TaskStatus
    priority: Priority
    created_by: UUID
    assignee_id: UUID | None
    due_at: datetime | None
    reminded_at: datetime | None
    completed_at: datetime | None
    completed_by: UUID | None

    @classmethod
    def create(
        cls,
        *,
        task_id: UUID,
        title: str,
        created_by: UUID,
        description: str = "",
        priority: Priority = Priority.NORMAL,
        assignee_id: UUID | None = None,
        due_at: datetime | None = None,
    ) -> Self:
        """Write a task down. A due time in the past means at once.

        Raises:
            InvalidValue: a text is malformed or the due time has no time zone.
        """
        task = cls()
        task._record(
            TaskCreated(
                task_id=task_id,
                title=_checked_title(title),
                description=_checked_description(description),
                priority=priority.value,
                created_by=created_by,
                assignee_id=assignee_id,
                due_at=_checked_time(due_at),
            ),
        )
        return task

    @classmethod
    def restore(
        cls,
        *,
        task_id: UUID,
        title: str,
        description: str,
        status: TaskStatus,
        priority: Priority,
        created_by: UUID,
        assignee_id: UUID | None,
        due_at: datetime | None,
        reminded_at: datetime | None,
        completed_at: datetime | None,
        completed_by: UUID | None,
        version: int,
        created_at: datetime | None = None,
    ) -> Self:
        """Rebuild a task from its row."""
        task = cls()
        task.id = task_id
        task.title = title
        task.description = description
        task.status = status
        task.priority = priority
        task.created_by = created_by
        task.assignee_id = assignee_id
        task.due_at = due_at
        task.reminded_at = reminded_at
        task.completed_at = completed_at
        task.completed_by = completed_by
        task._restored(version, created_at)
        return task

    def involves(self, user_id: UUID | None) -> bool:
        """Whether the user wrote it down or has to do it."""
        return user_id is not None and user_id in {self.created_by, self.assignee_id}

    def update(
        self,
        *,
        title: str | None = None,
        description: str | None = None,
        priority: Priority | None = None,
        due_at: datetime | Unchanged | None = UNCHANGED,
    ) -> None:
        """Change what is given; None leaves a text or priority, but takes a due time away.

        Raises:
            TaskAlreadyCompleted: it is done.
            InvalidValue: a text is malformed or the due time has no time zone.
        """
        self._update(
            title=self.title if title is None else _checked_title(title),
            description=(
                self.description if description is None else _checked_description(description)
            ),
            priority=self.priority if priority is None else priority,
            assignee_id=self.assignee_id,
            due_at=self.due_at if due_at is UNCHANGED else _checked_time(due_at),
        )

    def assign(self, assignee_id: UUID | None) -> None:
        """Give the task to somebody, or to nobody.

        Raises:
            TaskAlreadyCompleted: it is done.
        """
        self._update(
            title=self.title,
            description=self.description,
            priority=self.priority,
            assignee_id=assignee_id,
            due_at=self.due_at,
        )

    def complete(self, *, completed_by: UUID, now: datetime) -> None:
        """Mark it as done.

        Raises:
            TaskAlreadyCompleted: it is done.
        """
        self._require_open()
        self._record(
            TaskCompleted(task_id=self.id, completed_by=completed_by, completed_at=now),
        )

    def remind(self, now: datetime) -> bool:
        """Announce that its time has come, once for each due time.

        Returns:
            Whether there was anything to announce.
        """
        if self.status is not TaskStatus.OPEN or self.reminded_at is not None:
            return False
        if self.due_at is None or now < self.due_at:
            return False
        self._record(
            TaskDue(
                task_id=self.id,
                title=self.title,
                assignee_id=self.assignee_id,
                created_by=self.created_by,
                due_at=self.due_at,
                reminded_at=now,
            ),
        )
        return True

    def _update(
        self,
        *,
        title: str,
        description: str,
        priority: Priority,
        assignee_id: UUID | None,
        due_at: datetime | None,
    ) -> None:
        self._require_open()
        before = (self.title, self.description, self.priority, self.assignee_id, self.due_at)
        if before == (title, description, priority, assignee_id, due_at):
            return
        self._record(
            TaskUpdated(
                task_id=self.id,
                title=title,
                description=description,
                priority=priority.value,
                assignee_id=assignee_id,
                due_at=due_at,
                is_reassigned=assignee_id != self.assignee_id,
            ),
        )

    def _require_open(self) -> None:
        if self.status is TaskStatus.COMPLETED:
            raise TaskAlreadyCompleted(self.id)

    # quintet new: task_methods

    def _apply(self, event: TaskEvent) -> None:
        match event:
            case TaskCreated():
                self.id = event.task_id
                self.status = TaskStatus.OPEN
                self.created_by = event.created_by
                self.reminded_at = self.completed_at = self.completed_by = None
                self._apply_details(event)
            case TaskUpdated():
                if event.due_at != self.due_at:
                    self.reminded_at = None
                self._apply_details(event)
            case TaskCompleted():
                self.status = TaskStatus.COMPLETED
                self.completed_at = event.completed_at
                self.completed_by = event.completed_by
            case TaskDue():
                self.reminded_at = event.reminded_at
            # quintet new: task_applied
            case _:
                assert_never(event)

    def _apply_details(self, event: TaskCreated | TaskUpdated) -> None:
        self.title = event.title
        self.description = event.description
        self.priority = Priority(event.priority)
        self.assignee_id = event.assignee_id
        self.due_at = event.due_at


def _checked_title(title: str) -> str:
    return checked_text("title", title, longest=255)


def _checked_description(description: str) -> str:
    return checked_prose("description", description, longest=LONGEST_DESCRIPTION)


def _checked_time(due_at: datetime | None) -> datetime | None:
    return None if due_at is None else checked_moment("due_at", due_at)
