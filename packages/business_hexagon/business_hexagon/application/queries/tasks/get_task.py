"""Look at one task."""

from dataclasses import dataclass
from uuid import UUID

from business_hexagon.application.actor import Actor
from business_hexagon.application.errors import NotFound
from business_hexagon.application.ports.documents import Document
from business_hexagon.application.ports.task_documents import TaskDocuments
from business_hexagon.application.ports.tasks import Tasks
from business_hexagon.domain.identity.scope import Scope


@dataclass(frozen=True, slots=True)
class GetTaskQuery:
    """Somebody asks for a task.

    Attributes:
        actor: the creator, the assignee, or whoever has `tasks:read_all`.
        task_id: which task.
    """

    actor: Actor
    task_id: UUID


class GetTask:
    """Shows a task to whom it concerns."""

    def __init__(self, *, documents: TaskDocuments, tasks: Tasks) -> None:
        self._documents = documents
        self._tasks = tasks

    async def execute(self, query: GetTaskQuery) -> Document:
        """Find the task.

        Raises:
            PermissionDenied: the actor lacks `tasks:use`.
            NotFound: there is no such task, or the actor may not know of it.
            StorageUnavailable: the data service does not answer.
        """
        query.actor.require(Scope.TASKS_USE)
        document = await self._documents.get(query.task_id)
        if document is None or not await self._may_see(query, document):
            raise NotFound("task", str(query.task_id))
        return document

    async def _may_see(self, query: GetTaskQuery, document: Document) -> bool:
        if query.actor.has(Scope.TASKS_READ_ALL) or query.actor.owns(document.owner_id):
            return True
        # The document tells its creator only; whose task it is to do, the task itself tells.
        task = await self._tasks.get(query.task_id)
        return task is not None and task.involves(query.actor.user_id)
