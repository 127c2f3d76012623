"""Sagas made of steps are put together from their classes."""

from business_hexagon.application.ports.atomic_writes import AtomicWrites
from business_hexagon.application.ports.clock import Clock
from business_hexagon.application.ports.step_sagas import StepSagas
from business_hexagon.application.sagas.saga_policy import SagaPolicy
from business_hexagon.application.sagas.stepwise.registered_saga import RegisteredSaga
from business_hexagon.application.sagas.stepwise.saga_status import SagaStatus
from business_hexagon.application.sagas.stepwise.step_saga_turns import StepSagaTurns
from dishka import Provider, Scope, make_async_container, provide
from worker_service.step_sagas import StepSagaParts

from tests.fakes.saga_stage import STAGE_POLICY, SagaStage
from tests.unit.business_hexagon.sagas.stepwise.parcel_saga import (
    CallCourier,
    HandOverParcel,
    Outside,
    ParcelDelivery,
    WeighParcel,
    parcel_delivery,
)

PARCEL_DELIVERY_SAGA = RegisteredSaga(ParcelDelivery, (WeighParcel, CallCourier, HandOverParcel))


class _StagePorts(Provider):
    """The ports of a stage, as an adapter would provide them."""

    scope = Scope.APP

    def __init__(self, stage: SagaStage, outside: Outside) -> None:
        super().__init__()
        self._stage = stage
        self._outside = outside

    @provide
    def outside(self) -> Outside:
        """What the steps need."""
        return self._outside

    @provide
    def writes(self) -> AtomicWrites:
        """Where transitions are stored."""
        return self._stage.writes

    @provide
    def sagas(self) -> StepSagas:
        """Where sagas are found."""
        return self._stage.sagas

    @provide
    def clock(self) -> Clock:
        """The time."""
        return self._stage.clock

    @provide
    def policy(self) -> SagaPolicy:
        """How patient it is."""
        return STAGE_POLICY


async def test_a_registered_saga_is_carried_out() -> None:
    """Its steps get what they ask for; the turns find its definition by its name."""
    outside = Outside()
    stage = SagaStage(parcel_delivery(outside))
    container = make_async_container(
        StepSagaParts((PARCEL_DELIVERY_SAGA,)), _StagePorts(stage, outside)
    )
    turns = await container.get(StepSagaTurns)
    saga_id = await stage.begin({"label": "PX 12"})
    for _ in PARCEL_DELIVERY_SAGA.steps:
        await turns.resume(saga_id)
    assert stage.saga(saga_id).status is SagaStatus.COMPLETED
    await container.close()
