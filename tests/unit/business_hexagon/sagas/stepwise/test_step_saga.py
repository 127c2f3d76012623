"""The rules of sagas made of steps that their turns never break, and how they begin."""

from datetime import timedelta
from uuid import UUID

import pytest
from business_hexagon.application.actor import Actor
from business_hexagon.application.ports.atomic_writes import Idempotency
from business_hexagon.application.sagas.stepwise.errors import StepSagaTransitionRefused
from business_hexagon.application.sagas.stepwise.saga_definition import SagaDefinition
from business_hexagon.application.sagas.stepwise.step_saga import StepSaga
from business_hexagon.application.sagas.stepwise.step_saga_events import (
    STEP_SAGA_EVENTS,
    StepSagaAdvanced,
)
from business_hexagon.domain.errors import PermissionDenied

from tests.fakes.saga_stage import STARTER, SagaStage
from tests.fakes.stepping_clock import MORNING
from tests.unit.business_hexagon.sagas.stepwise.parcel_saga import (
    PARCEL_DELIVERY,
    CallCourier,
    Outside,
    Parcel,
    parcel_delivery,
)

SUBJECT = {"label": "PX 12"}
LATER = MORNING + timedelta(minutes=1)


def begun() -> StepSaga:
    """A saga before its first step."""
    return StepSaga.begin(
        UUID(int=7), PARCEL_DELIVERY, SUBJECT, started_by=None, deadline_at=MORNING
    )


def test_nothing_is_undone_while_a_saga_goes_forward() -> None:
    """And the error tells where it stands."""
    saga = begun()
    with pytest.raises(StepSagaTransitionRefused) as refusal:
        saga.step_undone({}, LATER)
    assert (refusal.value.status, refusal.value.wanted) == ("running", "compensating")


def test_nothing_is_taken_once_a_saga_goes_back_or_is_over() -> None:
    """Neither way."""
    saga = begun()
    saga.step_given_up("gateway_timeout", LATER)
    with pytest.raises(StepSagaTransitionRefused):
        saga.step_taken(PARCEL_DELIVERY, {}, LATER)
    with pytest.raises(StepSagaTransitionRefused):
        saga.step_refused("strike", LATER)
    with pytest.raises(StepSagaTransitionRefused):
        saga.step_given_up("strike", LATER)
    saga.step_undone({}, LATER)
    assert saga.is_over
    with pytest.raises(StepSagaTransitionRefused):
        saga.attempt_failed(LATER)


def test_the_stream_tells_the_whole_state() -> None:
    """Folded from its events, a saga is the same."""
    saga = begun()
    saga.step_taken(PARCEL_DELIVERY, {"grams": 250}, LATER)
    saga.attempt_failed(LATER)
    saga.step_refused("strike", LATER)
    saga.step_undone({}, LATER)
    folded = StepSaga.from_events(saga.pending)
    assert {type(event) for event in saga.pending} < set(STEP_SAGA_EVENTS)
    for name in (*StepSaga.__slots__, "id", "version"):
        assert getattr(folded, name) == getattr(saga, name), name


def test_a_saga_is_restored_from_its_last_state() -> None:
    """As its row has it."""
    saga = begun()
    saga.step_refused("strike", LATER)
    state = next(one for one in reversed(saga.pending) if isinstance(one, StepSagaAdvanced))
    restored = StepSaga.restore(state, version=saga.version, created_at=MORNING)
    for name in (*StepSaga.__slots__, "id", "version"):
        assert getattr(restored, name) == getattr(saga, name), name
    assert (restored.pending, restored.loaded_version) == ((), saga.version)


def test_a_definition_has_the_steps_of_its_plan() -> None:
    """A step that was forgotten is found at the start, not in the middle of a saga."""
    with pytest.raises(ValueError, match="weigh_parcel"):
        SagaDefinition(PARCEL_DELIVERY, Parcel.of, (CallCourier(Outside()),))


async def test_a_saga_is_started_once_under_its_key() -> None:
    """The repeated request gets the first answer."""
    stage = SagaStage(parcel_delivery(Outside()))
    key = Idempotency("parcel_deliveries", "key", "hash")
    first = await stage.start.begin(STARTER, PARCEL_DELIVERY, SUBJECT, key)
    again = await stage.start.begin(STARTER, PARCEL_DELIVERY, SUBJECT, key)
    assert first.response == again.response
    assert (first.replayed, again.replayed) == (False, True)
    assert len(stage.storage.rows) == 1


async def test_not_everybody_starts_sagas() -> None:
    """It needs `processes:start`."""
    stage = SagaStage(parcel_delivery(Outside()))
    with pytest.raises(PermissionDenied, match="processes:start"):
        await stage.start.begin(Actor.guest(), PARCEL_DELIVERY, SUBJECT, None)
