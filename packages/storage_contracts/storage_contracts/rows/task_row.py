"""Tasks."""

from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field

from storage_contracts.wire_model import ExpectedVersion, Moment, Version, WireModel


class TaskRow(WireModel):
    """Something that somebody has to do."""

    id: UUID
    title: Annotated[str, Field(min_length=1, max_length=255, examples=["Call the supplier"])]
    description: Annotated[str, Field(max_length=4000)] = ""
    status: Literal["open", "completed"]
    priority: Literal["low", "normal", "high"] = "normal"
    created_by: UUID
    assignee_id: UUID | None = None
    due_at: Moment | None = None
    reminded_at: Moment | None = None
    completed_at: Moment | None = None
    completed_by: UUID | None = None
    version: Version
    created_at: Moment
    updated_at: Moment


class TaskWrite(WireModel):
    """Inserts or replaces a task."""

    resource: Literal["task"] = "task"
    expected_version: ExpectedVersion
    row: TaskRow
