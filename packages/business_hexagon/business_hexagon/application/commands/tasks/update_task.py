"""Change what a task says."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from business_hexagon.application.actor import Actor
from business_hexagon.application.commands.tasks.task_access import load_changeable_task
from business_hexagon.application.once import answer_once, require_version, save_once
from business_hexagon.application.outcome import Outcome, Present
from business_hexagon.application.ports.atomic_writes import AtomicWrites, Idempotency
from business_hexagon.application.ports.tasks import Tasks
from business_hexagon.domain.identity.scope import Scope
from business_hexagon.domain.tasks.task import Task
from business_hexagon.domain.tasks.values import Priority
from business_hexagon.domain.values.unchanged import UNCHANGED, Unchanged


@dataclass(frozen=True, slots=True, kw_only=True)
class UpdateTaskCommand:
    """Somebody changes a task; a text or priority that is None stays.

    Attributes:
        actor: the creator, the assignee, or whoever has `tasks:write_all`.
        task_id: which task.
        title: a new title.
        description: a new description.
        priority: a new priority.
        due_at: a new due time; None takes it away, `UNCHANGED` leaves it.
        expected_version: the version that the change was decided on, if the client says.
        idempotency: the claim that this happens once.
    """

    actor: Actor
    task_id: UUID
    title: str | None = None
    description: str | None = None
    priority: Priority | None = None
    due_at: datetime | Unchanged | None = UNCHANGED
    expected_version: int | None = None
    idempotency: Idempotency | None = None


class UpdateTask:
    """Changes open tasks."""

    def __init__(self, *, tasks: Tasks, writes: AtomicWrites, present: Present[Task]) -> None:
        self._tasks = tasks
        self._writes = writes
        self._present = present

    async def execute(self, command: UpdateTaskCommand) -> Outcome:
        """Change the task.

        Raises:
            PermissionDenied: the actor lacks `tasks:use`, or may not change this task.
            NotFound: there is no such task, or the actor may not know of it.
            TaskAlreadyCompleted: it is done.
            InvalidValue: a field is malformed.
            VersionConflict: the task is at another version.
            ApplicationError: as `AtomicWrites.commit` says.
        """
        command.actor.require(Scope.TASKS_USE)
        return await answer_once(
            self._writes,
            command.idempotency,
            lambda: self._update(command),
        )

    async def _update(self, command: UpdateTaskCommand) -> Outcome:
        task = await load_changeable_task(self._tasks, command.actor, command.task_id)
        require_version(task, command.expected_version)
        task.update(
            title=command.title,
            description=command.description,
            priority=command.priority,
            due_at=command.due_at,
        )
        return await save_once(self._writes, task, self._present(task), command.idempotency)
