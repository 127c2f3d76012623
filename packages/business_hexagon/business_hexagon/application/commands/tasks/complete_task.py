"""Mark a task as done."""

from dataclasses import dataclass
from uuid import UUID

from business_hexagon.application.actor import Actor
from business_hexagon.application.commands.tasks.task_access import load_changeable_task
from business_hexagon.application.once import answer_once, require_version, save_once
from business_hexagon.application.outcome import Outcome, Present
from business_hexagon.application.ports.atomic_writes import AtomicWrites, Idempotency
from business_hexagon.application.ports.clock import Clock
from business_hexagon.application.ports.tasks import Tasks
from business_hexagon.domain.identity.scope import Scope
from business_hexagon.domain.tasks.task import Task


@dataclass(frozen=True, slots=True, kw_only=True)
class CompleteTaskCommand:
    """Somebody has done a task.

    Attributes:
        actor: the creator, the assignee, or whoever has `tasks:write_all`.
        task_id: which task.
        expected_version: the version that the client saw, if it says.
        idempotency: the claim that this happens once.
    """

    actor: Actor
    task_id: UUID
    expected_version: int | None = None
    idempotency: Idempotency | None = None


class CompleteTask:
    """Completes open tasks."""

    def __init__(
        self,
        *,
        tasks: Tasks,
        writes: AtomicWrites,
        clock: Clock,
        present: Present[Task],
    ) -> None:
        self._tasks = tasks
        self._writes = writes
        self._clock = clock
        self._present = present

    async def execute(self, command: CompleteTaskCommand) -> Outcome:
        """Complete the task.

        Raises:
            PermissionDenied: no user is signed in, or the actor lacks `tasks:use`, or may not
                change this task.
            NotFound: there is no such task, or the actor may not know of it.
            TaskAlreadyCompleted: it is done already.
            VersionConflict: the task is at another version.
            ApplicationError: as `AtomicWrites.commit` says.
        """
        command.actor.require(Scope.TASKS_USE)
        completed_by = command.actor.require_user("complete_task")
        return await answer_once(
            self._writes,
            command.idempotency,
            lambda: self._complete(command, completed_by),
        )

    async def _complete(self, command: CompleteTaskCommand, completed_by: UUID) -> Outcome:
        task = await load_changeable_task(self._tasks, command.actor, command.task_id)
        require_version(task, command.expected_version)
        task.complete(completed_by=completed_by, now=self._clock.now())
        return await save_once(self._writes, task, self._present(task), command.idempotency)
