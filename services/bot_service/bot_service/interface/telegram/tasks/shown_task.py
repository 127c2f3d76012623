"""What the chat shows of a task: the rest of its representation is left unread."""

from datetime import datetime
from typing import Literal
from uuid import UUID

from business_hexagon.domain.tasks.values import Priority
from pydantic import BaseModel


class ShownTask(BaseModel):
    """A task.

    Attributes:
        id: Its identity.
        title: One line.
        description: More of it; may be empty.
        status: Whether it is still to be done.
        priority: How much it matters.
        created_by: Who wrote it down.
        assignee_id: Who has to do it, if anybody.
        due_at: By when, if there is a time.
        version: Its version; a button that bears it does nothing to a later one.
    """

    id: UUID
    title: str
    description: str = ""
    status: Literal["open", "completed"]
    priority: Priority = Priority.NORMAL
    created_by: UUID
    assignee_id: UUID | None = None
    due_at: datetime | None = None
    version: int

    @property
    def is_open(self) -> bool:
        """Whether it is still to be done."""
        return self.status == "open"


class TaskPage(BaseModel):
    """A page of tasks.

    Attributes:
        items: The tasks.
        next_cursor: Something when there are more.
    """

    items: list[ShownTask]
    next_cursor: str | None = None
