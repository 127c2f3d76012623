"""Which tasks an actor may act on, and whom he may give them to."""

from uuid import UUID

from business_hexagon.application.actor import Actor
from business_hexagon.application.errors import NotFound
from business_hexagon.application.ports.tasks import Tasks
from business_hexagon.application.ports.users import Users
from business_hexagon.domain.identity.scope import Scope
from business_hexagon.domain.tasks.errors import AssigneeUnknown
from business_hexagon.domain.tasks.task import Task


async def load_visible_task(tasks: Tasks, actor: Actor, task_id: UUID) -> Task:
    """Load a task that the actor wrote down, has to do, or may see with everybody's.

    Raises:
        NotFound: there is no such task, or the actor may not know of it.
        StorageUnavailable: the data service does not answer.
    """
    task = await tasks.get(task_id)
    if task is None or not (actor.has(Scope.TASKS_READ_ALL) or task.involves(actor.user_id)):
        raise NotFound("task", str(task_id))
    return task


async def load_changeable_task(tasks: Tasks, actor: Actor, task_id: UUID) -> Task:
    """Load a task that the actor wrote down, has to do, or may change with everybody's.

    Raises:
        NotFound: there is no such task, or the actor may not know of it.
        PermissionDenied: the actor may know of it and not change it.
        StorageUnavailable: the data service does not answer.
    """
    task = await load_visible_task(tasks, actor, task_id)
    if not task.involves(actor.user_id):
        actor.require(Scope.TASKS_WRITE_ALL)
    return task


async def require_assignee(users: Users, actor: Actor, assignee_id: UUID | None) -> None:
    """Refuse to give a task to somebody who cannot do it, or who need not take it from the actor.

    To give it to nobody, or to oneself, is fine. Others can be given tasks by whoever sees
    everybody's: customers must not write into each other's lists, nor learn who has an account.

    Raises:
        PermissionDenied: it is somebody else, and the actor may not see everybody's tasks.
        AssigneeUnknown: there is no such account, or it is closed.
        StorageUnavailable: the data service does not answer.
    """
    if assignee_id is None:
        return
    if not actor.owns(assignee_id):
        actor.require(Scope.TASKS_READ_ALL)
    user = await users.get(assignee_id)
    if user is None or not user.is_active:
        raise AssigneeUnknown(assignee_id)
