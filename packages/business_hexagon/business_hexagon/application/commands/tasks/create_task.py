"""Write a task down."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from business_hexagon.application.actor import Actor
from business_hexagon.application.commands.tasks.task_access import require_assignee
from business_hexagon.application.once import answer_once, save_once
from business_hexagon.application.outcome import Outcome, Present
from business_hexagon.application.ports.atomic_writes import AtomicWrites, Idempotency
from business_hexagon.application.ports.id_generator import IdGenerator
from business_hexagon.application.ports.users import Users
from business_hexagon.domain.identity.scope import Scope
from business_hexagon.domain.tasks.task import Task
from business_hexagon.domain.tasks.values import Priority


@dataclass(frozen=True, slots=True, kw_only=True)
class CreateTaskCommand:
    """Something has to be done.

    Attributes:
        actor: a signed-in user, who becomes the creator.
        title: one line, at most 255 characters.
        description: at most 4,000 characters.
        priority: how much it matters.
        assignee_id: who has to do it, if anybody; others than the actor only with `tasks:read_all`.
        due_at: by when, if there is a time.
        idempotency: the claim that this happens once.
    """

    actor: Actor
    title: str
    description: str = ""
    priority: Priority = Priority.NORMAL
    assignee_id: UUID | None = None
    due_at: datetime | None = None
    idempotency: Idempotency | None = None


class CreateTask:
    """Creates tasks."""

    def __init__(
        self,
        *,
        users: Users,
        writes: AtomicWrites,
        ids: IdGenerator,
        present: Present[Task],
    ) -> None:
        self._users = users
        self._writes = writes
        self._ids = ids
        self._present = present

    async def execute(self, command: CreateTaskCommand) -> Outcome:
        """Create the task.

        Raises:
            PermissionDenied: no user is signed in, or the actor lacks `tasks:use`, or
                `tasks:read_all` to give it to somebody else.
            InvalidValue: a field is malformed.
            AssigneeUnknown: there is no open account to give it to.
            ApplicationError: as `AtomicWrites.commit` says.
        """
        command.actor.require(Scope.TASKS_USE)
        created_by = command.actor.require_user("create_task")
        return await answer_once(
            self._writes,
            command.idempotency,
            lambda: self._create(command, created_by),
        )

    async def _create(self, command: CreateTaskCommand, created_by: UUID) -> Outcome:
        await require_assignee(self._users, command.actor, command.assignee_id)
        task = Task.create(
            task_id=self._ids.new(),
            title=command.title,
            created_by=created_by,
            description=command.description,
            priority=command.priority,
            assignee_id=command.assignee_id,
            due_at=command.due_at,
        )
        return await save_once(self._writes, task, self._present(task), command.idempotency)
