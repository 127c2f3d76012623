"""Give a task to somebody, or to nobody."""

from dataclasses import dataclass
from uuid import UUID

from business_hexagon.application.actor import Actor
from business_hexagon.application.commands.tasks.task_access import (
    load_changeable_task,
    require_assignee,
)
from business_hexagon.application.once import answer_once, require_version, save_once
from business_hexagon.application.outcome import Outcome, Present
from business_hexagon.application.ports.atomic_writes import AtomicWrites, Idempotency
from business_hexagon.application.ports.tasks import Tasks
from business_hexagon.application.ports.users import Users
from business_hexagon.domain.identity.scope import Scope
from business_hexagon.domain.tasks.task import Task


@dataclass(frozen=True, slots=True, kw_only=True)
class AssignTaskCommand:
    """A task changes hands.

    Attributes:
        actor: the creator, the assignee, or whoever has `tasks:write_all`.
        task_id: which task.
        assignee_id: who has to do it from now on; None for nobody, and others than the actor only
            with `tasks:read_all`.
        expected_version: the version that the client saw, if it says.
        idempotency: the claim that this happens once.
    """

    actor: Actor
    task_id: UUID
    assignee_id: UUID | None
    expected_version: int | None = None
    idempotency: Idempotency | None = None


class AssignTask:
    """Assigns open tasks to open accounts."""

    def __init__(
        self,
        *,
        tasks: Tasks,
        users: Users,
        writes: AtomicWrites,
        present: Present[Task],
    ) -> None:
        self._tasks = tasks
        self._users = users
        self._writes = writes
        self._present = present

    async def execute(self, command: AssignTaskCommand) -> Outcome:
        """Assign the task.

        Raises:
            PermissionDenied: the actor lacks `tasks:use`, may not change this task, or not give it
                to somebody else.
            NotFound: there is no such task, or the actor may not know of it.
            AssigneeUnknown: there is no open account to give it to.
            TaskAlreadyCompleted: it is done.
            VersionConflict: the task is at another version.
            ApplicationError: as `AtomicWrites.commit` says.
        """
        command.actor.require(Scope.TASKS_USE)
        return await answer_once(
            self._writes,
            command.idempotency,
            lambda: self._assign(command),
        )

    async def _assign(self, command: AssignTaskCommand) -> Outcome:
        task = await load_changeable_task(self._tasks, command.actor, command.task_id)
        require_version(task, command.expected_version)
        await require_assignee(self._users, command.actor, command.assignee_id)
        task.assign(command.assignee_id)
        return await save_once(self._writes, task, self._present(task), command.idempotency)
