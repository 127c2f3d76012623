"""What is told about sagas made of steps: all kinds of them by the same events."""

from typing import Annotated
from uuid import UUID

from pydantic import Field, StrictBool, StrictInt, StrictStr

from integration_events.event_data import EventData
from integration_events.field_types import Count, Flag, Moment, UserId

Saga = Annotated[str, Field(max_length=64, examples=["parcel_delivery"])]
SagaId = Annotated[UUID, Field(examples=["1f0c7a52-8888-6d10-b1a9-0242ac120002"])]
Step = Annotated[str, Field(max_length=64, examples=["call_courier"])]
Facts = Annotated[
    dict[str, StrictBool | StrictInt | StrictStr | None], Field(examples=[{"parcel": "PX 12"}])
]


class DoneStep(EventData):
    """A step that was taken, or may have been; or one that was undone."""

    step: Step
    facts: Facts


class StepSagaStarted(EventData):
    """A saga was asked for; its first step follows."""

    saga: Saga
    saga_id: SagaId


class SagaStepRequested(EventData):
    """It is this step's turn: to be taken, or to be undone."""

    saga: Saga
    saga_id: SagaId
    step: Step
    undo: Flag


class StepSagaAdvanced(EventData):
    """The saga's row changed: the whole state that follows, so that it can be folded."""

    saga: Saga
    saga_id: SagaId
    started_by: UserId | None = None
    subject: Facts
    status: Annotated[str, Field(examples=["running"])]
    step: Step | None = None
    done: tuple[DoneStep, ...]
    undone: tuple[DoneStep, ...]
    attempts: Count
    deadline_at: Moment | None = None
    refused_step: Annotated[str | None, Field(examples=[None])] = None
    reason: Annotated[str | None, Field(examples=[None])] = None


class StepSagaCompleted(EventData):
    """The saga reached its goal: every step was taken."""

    saga: Saga
    saga_id: SagaId


class StepSagaCompensated(EventData):
    """A step was refused, and every step before it is undone."""

    saga: Saga
    saga_id: SagaId
    refused_step: Step
    reason: Annotated[str, Field(examples=["courier_unknown"])]
