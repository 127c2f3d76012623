"""The task aggregate."""

from datetime import UTC, datetime, timedelta, timezone
from uuid import UUID

import pytest
from business_hexagon.domain.errors import InvalidValue
from business_hexagon.domain.tasks.errors import TaskAlreadyCompleted
from business_hexagon.domain.tasks.events import TaskCreated, TaskDue, TaskUpdated
from business_hexagon.domain.tasks.task import Task
from business_hexagon.domain.tasks.values import Priority, TaskStatus

TASK_ID = UUID(int=4)
CREATOR = UUID(int=5)
ASSIGNEE = UUID(int=6)
DUE = datetime(2026, 1, 15, 10, 30, tzinfo=UTC)


def task(due_at: datetime | None = DUE) -> Task:
    """A new task."""
    return Task.create(
        task_id=TASK_ID,
        title="Call the supplier",
        created_by=CREATOR,
        due_at=due_at,
    )


def state(of: Task) -> tuple[object, ...]:
    """Everything that a row holds."""
    return tuple(getattr(of, field) for field in ("id", "version", *Task.__slots__))


def due_of(of: Task) -> datetime | None:
    """Its due time, read anew: the type checker believes what it saw before."""
    return of.due_at


def reminded(of: Task) -> datetime | None:
    """When it was announced, read anew."""
    return of.reminded_at


def test_creates_an_open_task_with_one_event() -> None:
    """A task begins open, without anybody to do it."""
    new = task()

    assert new.pending == (
        TaskCreated(
            task_id=TASK_ID,
            title="Call the supplier",
            description="",
            priority="normal",
            created_by=CREATOR,
            assignee_id=None,
            due_at=DUE,
        ),
    )
    assert (new.status, new.reminded_at, new.completed_at) == (TaskStatus.OPEN, None, None)


def test_keeps_due_times_in_utc() -> None:
    """Wherever it was typed, it is one moment."""
    assert task(DUE.astimezone(timezone(timedelta(hours=5)))).due_at == DUE
    assert task(None).due_at is None


def test_refuses_a_due_time_without_a_time_zone() -> None:
    """Nobody knows when that is."""
    with pytest.raises(InvalidValue) as refusal:
        task(DUE.replace(tzinfo=None))

    assert refusal.value.field == "due_at"


def test_changes_only_what_is_given() -> None:
    """None leaves texts and takes a due time away."""
    changed = task()
    changed.mark_saved()

    changed.update(title="Write to the supplier", description="By mail.", priority=Priority.HIGH)
    assert changed.due_at == DUE
    changed.update(due_at=None)
    changed.update(due_at=None, title="Write to the supplier")

    assert [type(event) for event in changed.pending] == [TaskUpdated, TaskUpdated]
    assert (changed.title, changed.description, changed.priority.value) == (
        "Write to the supplier",
        "By mail.",
        "high",
    )
    assert due_of(changed) is None


def test_involves_its_creator_and_its_assignee() -> None:
    """Nobody else, and nobody is not somebody."""
    assigned = task()
    assert not assigned.involves(None)
    assigned.assign(ASSIGNEE)

    assert assigned.involves(CREATOR)
    assert assigned.involves(ASSIGNEE)
    assert not assigned.involves(UUID(int=7))
    assert not assigned.involves(None)


def test_completes_once() -> None:
    """A completed task does not change any more."""
    done = task()
    done.complete(completed_by=ASSIGNEE, now=DUE)

    assert (done.status, done.completed_by, done.completed_at) == (
        TaskStatus.COMPLETED,
        ASSIGNEE,
        DUE,
    )
    with pytest.raises(TaskAlreadyCompleted):
        done.complete(completed_by=ASSIGNEE, now=DUE)
    with pytest.raises(TaskAlreadyCompleted):
        done.update(title="Other")
    with pytest.raises(TaskAlreadyCompleted):
        done.assign(CREATOR)
    assert not done.remind(DUE)


def test_reminds_once_for_each_due_time() -> None:
    """Not before, not twice, and again when the time was moved."""
    due = task()
    due.mark_saved()
    assert not due.remind(DUE - timedelta(seconds=1))
    assert due.remind(DUE)
    assert not due.remind(DUE + timedelta(days=1))
    assert due.pending == (
        TaskDue(
            task_id=TASK_ID,
            title="Call the supplier",
            assignee_id=None,
            created_by=CREATOR,
            due_at=DUE,
            reminded_at=DUE,
        ),
    )

    due.update(title="Call again")
    assert reminded(due) == DUE
    due.update(due_at=DUE + timedelta(days=2))
    assert reminded(due) is None
    assert due.remind(DUE + timedelta(days=2))


def test_never_reminds_of_a_task_without_a_due_time() -> None:
    """Some things can wait for ever."""
    assert not task(None).remind(DUE)


def test_folding_its_events_gives_the_same_task() -> None:
    """The stream is enough to rebuild the row."""
    lived = task()
    lived.assign(ASSIGNEE)
    lived.remind(DUE)
    lived.complete(completed_by=ASSIGNEE, now=DUE)

    restored = Task.restore(
        task_id=lived.id,
        title=lived.title,
        description=lived.description,
        status=lived.status,
        priority=lived.priority,
        created_by=lived.created_by,
        assignee_id=lived.assignee_id,
        due_at=lived.due_at,
        reminded_at=lived.reminded_at,
        completed_at=lived.completed_at,
        completed_by=lived.completed_by,
        version=lived.version,
    )

    assert state(Task.from_events(lived.pending)) == state(lived) == state(restored)
