"""Sagas made of steps."""

from collections.abc import Iterable
from datetime import datetime
from typing import Final

from business_hexagon.application.sagas.stepwise.facts import DoneStep
from business_hexagon.application.sagas.stepwise.step_saga import StepSaga
from business_hexagon.application.sagas.stepwise.step_saga_events import (
    STEP_SAGA_EVENTS,
    StepSagaAdvanced,
)
from business_hexagon.domain.event import DomainEvent
from storage_contracts.rows.step_saga_row import DoneStepValue, StepSagaRow, StepSagaWrite

from storage_clients.mapping.stored_entity import stored_entity

__all__ = ["STORED_STEP_SAGA", "step_saga_from_row", "step_saga_row", "step_saga_write"]


def step_saga_from_row(row: StepSagaRow) -> StepSaga:
    """Rebuild a saga."""
    state = StepSagaAdvanced(
        saga=row.saga,
        saga_id=row.id,
        started_by=row.started_by,
        subject=row.subject,
        status=row.status,
        step=row.step,
        done=_steps(row.done),
        undone=_steps(row.undone),
        attempts=row.attempts,
        deadline_at=row.deadline_at,
        refused_step=row.refused_step,
        reason=row.reason,
    )
    return StepSaga.restore(state, version=row.version, created_at=row.created_at)


def step_saga_row(saga: StepSaga, now: datetime) -> StepSagaRow:
    """The row that a saga's events lead to."""
    return StepSagaRow(
        id=saga.id,
        saga=saga.saga,
        subject=dict(saga.subject),
        started_by=saga.started_by,
        status=saga.status.value,
        step=saga.step,
        done=_values(saga.done),
        undone=_values(saga.undone),
        attempts=saga.attempts,
        deadline_at=saga.deadline_at,
        refused_step=saga.refused_step,
        reason=saga.reason,
        version=saga.version,
        created_at=saga.created_at or now,
        updated_at=now,
    )


def step_saga_write(saga: StepSaga, now: datetime) -> StepSagaWrite:
    """What a saga's pending events change."""
    return StepSagaWrite(expected_version=saga.loaded_version, row=step_saga_row(saga, now))


def _steps(values: Iterable[DoneStepValue]) -> tuple[DoneStep, ...]:
    return tuple(DoneStep(step=one.step, facts=one.facts) for one in values)


def _values(steps: Iterable[DoneStep]) -> list[DoneStepValue]:
    return [DoneStepValue(step=one.step, facts=dict(one.facts)) for one in steps]


def _from_events(events: Iterable[DomainEvent]) -> StepSaga:
    return StepSaga.from_events(event for event in events if isinstance(event, STEP_SAGA_EVENTS))


STORED_STEP_SAGA: Final = stored_entity(
    StepSaga,
    events=STEP_SAGA_EVENTS,
    resource="step_sagas",
    row=StepSagaRow,
    write=step_saga_write,
    fold=_from_events,
)
