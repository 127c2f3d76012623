"""List tasks."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from business_hexagon.application.actor import Actor
from business_hexagon.application.ports.documents import DocumentPage, PageRequest
from business_hexagon.application.ports.task_documents import TaskDocuments
from business_hexagon.domain.identity.scope import Scope

BY_DUE_TIME: Final = "due_at,created_at,id"
"""What is due first comes first, what has no time comes last; then in the order of writing."""


class TaskView(StrEnum):
    """Whose tasks: those the actor has to do, those the actor wrote down, or everybody's."""

    ASSIGNED = "assigned"
    CREATED = "created"
    ALL = "all"


@dataclass(frozen=True, slots=True)
class ListTasksQuery:
    """Somebody asks for a page of tasks.

    Attributes:
        actor: a signed-in user.
        page: which page.
        view: whose tasks; everybody's need `tasks:read_all`.
    """

    actor: Actor
    page: PageRequest
    view: TaskView = TaskView.ASSIGNED


class ListTasks:
    """Lists the tasks that the actor may know of."""

    def __init__(self, *, documents: TaskDocuments) -> None:
        self._documents = documents

    async def execute(self, query: ListTasksQuery) -> DocumentPage:
        """Read the page.

        Raises:
            PermissionDenied: nobody is signed in, or a scope is missing.
            StorageUnavailable: the data service does not answer.
        """
        query.actor.require(Scope.TASKS_USE)
        return await self._documents.page(_narrowed(query))


def _narrowed(query: ListTasksQuery) -> PageRequest:
    if query.view is TaskView.ALL:
        query.actor.require(Scope.TASKS_READ_ALL)
        return query.page
    user_id = query.actor.require_user("list_tasks")
    field = "assignee_id" if query.view is TaskView.ASSIGNED else "created_by"
    return query.page.only(field, str(user_id))
