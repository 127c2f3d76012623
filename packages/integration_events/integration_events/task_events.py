"""What is told about tasks."""

from typing import Annotated

from pydantic import Field

from integration_events.event_data import EventData
from integration_events.field_types import Moment, TaskId, UserId

Title = Annotated[str, Field(examples=["Call the supplier"])]
Description = Annotated[str, Field(examples=["Ask for the spring price list."])]
Priority = Annotated[str, Field(examples=["normal"])]
IsReassigned = Annotated[bool, Field(examples=[True])]


class TaskCreated(EventData):
    """There is something to do."""

    task_id: TaskId
    title: Title
    description: Description = ""
    priority: Priority = "normal"
    created_by: UserId
    assignee_id: UserId | None = None
    due_at: Moment | None = None


class TaskUpdated(EventData):
    """The task's data after a change of any of them, its assignee included.

    `is_reassigned` tells whether it was given to somebody else, or to nobody, by this change.
    """

    task_id: TaskId
    title: Title
    description: Description = ""
    priority: Priority = "normal"
    assignee_id: UserId | None = None
    due_at: Moment | None = None
    is_reassigned: IsReassigned = False


class TaskCompleted(EventData):
    """It is done."""

    task_id: TaskId
    completed_by: UserId
    completed_at: Moment


class TaskDue(EventData):
    """Its time has come and it is not done. Happens once for each due time."""

    task_id: TaskId
    title: Title
    assignee_id: UserId | None = None
    created_by: UserId
    due_at: Moment
    reminded_at: Moment


# quintet new: task_event_data
