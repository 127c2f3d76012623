"""The state of each order saga."""

from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field

from storage_contracts.wire_model import Flag, Moment, Version, WireModel

SagaStep = Literal[
    "reserving", "charging", "confirming", "completed", "compensating", "compensated"
]


class SagaRow(WireModel):
    """One saga; its id is the id of its order."""

    id: UUID
    step: SagaStep
    cancel_requested: Flag = False
    cancellation_reason: Annotated[str | None, Field(max_length=255)] = None
    attempts: Annotated[int, Field(strict=True, ge=0)] = 0
    deadline_at: Moment | None = None
    version: Version
    created_at: Moment
    updated_at: Moment


class SagaWrite(WireModel):
    """Replaces a saga; it is inserted with its order."""

    resource: Literal["saga"] = "saga"
    expected_version: Version
    row: SagaRow
