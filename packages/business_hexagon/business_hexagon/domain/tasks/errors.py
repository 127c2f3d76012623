"""What can be wrong with tasks.

DomainError
├── TaskAlreadyCompleted   a completed task cannot change any more
└── AssigneeUnknown        there is no open account to give the task to
"""

from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from business_hexagon.domain.errors import DomainError


@dataclass(eq=False)
class TaskAlreadyCompleted(DomainError):
    """A completed task cannot change any more.

    Attributes:
        task_id: which task.
    """

    code: ClassVar[str] = "task_already_completed"
    task_id: UUID


@dataclass(eq=False)
class AssigneeUnknown(DomainError):
    """There is no open account to give the task to.

    Attributes:
        assignee_id: who should have got it.
    """

    code: ClassVar[str] = "assignee_unknown"
    assignee_id: UUID
