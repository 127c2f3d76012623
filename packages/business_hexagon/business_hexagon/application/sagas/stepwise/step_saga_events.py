"""What happens in a saga made of steps; every field is stored as it is."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar, Final
from uuid import UUID

from business_hexagon.application.sagas.stepwise.facts import DoneStep, Facts
from business_hexagon.domain.event import DomainEvent


@dataclass(frozen=True, slots=True, kw_only=True)
class StepSagaStarted(DomainEvent):
    """A saga was asked for; its first step follows."""

    event_type: ClassVar[str] = "step_saga.started"
    saga: str
    saga_id: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class SagaStepRequested(DomainEvent):
    """It is this step's turn: to be taken, or to be undone."""

    event_type: ClassVar[str] = "saga_step.requested"
    saga: str
    saga_id: UUID
    step: str
    undo: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class StepSagaAdvanced(DomainEvent):
    """The saga's row changed: the whole state that follows, so that it can be folded."""

    event_type: ClassVar[str] = "step_saga.advanced"
    publish: ClassVar[bool] = False
    saga: str
    saga_id: UUID
    started_by: UUID | None
    subject: Facts
    status: str
    step: str | None
    done: tuple[DoneStep, ...]
    undone: tuple[DoneStep, ...]
    attempts: int
    deadline_at: datetime | None
    refused_step: str | None
    reason: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class StepSagaCompleted(DomainEvent):
    """The saga reached its goal: every step was taken."""

    event_type: ClassVar[str] = "step_saga.completed"
    saga: str
    saga_id: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class StepSagaCompensated(DomainEvent):
    """A step was refused, and every step before it is undone."""

    event_type: ClassVar[str] = "step_saga.compensated"
    saga: str
    saga_id: UUID
    refused_step: str
    reason: str


STEP_SAGA_EVENTS: Final = (
    StepSagaStarted,
    SagaStepRequested,
    StepSagaAdvanced,
    StepSagaCompleted,
    StepSagaCompensated,
)
"""Every class of the union, for `isinstance`."""

type StepSagaEvent = (
    StepSagaStarted | SagaStepRequested | StepSagaAdvanced | StepSagaCompleted | StepSagaCompensated
)
