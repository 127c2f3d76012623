"""The state of each saga that is made of steps, whatever its kind."""

from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field

from storage_contracts.wire_model import (
    ExpectedVersion,
    Flag,
    Moment,
    Version,
    WholeNumber,
    WireModel,
)

_Name = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$", max_length=64)]
_Text = Annotated[str, Field(strict=True, max_length=4000)]
Facts = Annotated[
    dict[_Name, Flag | WholeNumber | _Text | None],
    Field(max_length=100, examples=[{"parcel": "PX 12"}]),
]
"""Facts by name; ids, moments and amounts are text."""


class DoneStepValue(WireModel):
    """A step that was taken, or may have been; or one that was undone."""

    step: _Name
    facts: Facts


class StepSagaRow(WireModel):
    """One saga; what its subject and its steps may be, its own code knows."""

    id: UUID
    saga: Annotated[_Name, Field(examples=["parcel_delivery"])]
    subject: Facts
    started_by: UUID | None = None
    status: Literal["running", "compensating", "completed", "compensated"]
    step: Annotated[_Name | None, Field(examples=["call_courier"])] = None
    done: Annotated[list[DoneStepValue], Field(max_length=100)] = []
    undone: Annotated[list[DoneStepValue], Field(max_length=100)] = []
    attempts: Annotated[int, Field(strict=True, ge=0)] = 0
    deadline_at: Moment | None = None
    refused_step: Annotated[_Name | None, Field(examples=[None])] = None
    reason: Annotated[str | None, Field(max_length=255, examples=[None])] = None
    version: Version
    created_at: Moment
    updated_at: Moment


class StepSagaWrite(WireModel):
    """Inserts or replaces a saga made of steps."""

    resource: Literal["step_saga"] = "step_saga"
    expected_version: ExpectedVersion
    row: StepSagaRow
