"""What a step wants to write is refused; and what it does elsewhere comes after it was undone."""

import pytest
from business_hexagon.application.errors import (
    GatewayTimeout,
    NotUnique,
    TooManyConflicts,
    VersionConflict,
)
from business_hexagon.application.ports.atomic_writes import Change, Receipt
from business_hexagon.application.sagas.stepwise.saga_definition import SagaDefinitions
from business_hexagon.application.sagas.stepwise.saga_status import SagaStatus
from business_hexagon.application.sagas.stepwise.step_saga import StepSaga
from business_hexagon.application.sagas.stepwise.step_saga_turns import StepSagaTurns

from tests.fakes.in_memory_atomic_writes import InMemoryAtomicWrites
from tests.fakes.saga_stage import STAGE_POLICY, SagaStage
from tests.unit.business_hexagon.sagas.reaper import Reaper
from tests.unit.business_hexagon.sagas.stepwise.parcel_saga import Outside, parcel_delivery

SUBJECT = {"label": "PX 12"}
NEVER = 1_000


class _Forbidden(Exception):
    """The data service refuses what we sent: no error of the application."""


class _RefusingWrites(InMemoryAtomicWrites):
    """Refuses a write by which a step is left behind.

    Attributes:
        refused: That step.
        goes_back: Whether the refused write says that it was undone; else that it was taken.
        error: How it is refused; nothing refuses nothing.
    """

    refused = "call_courier"
    goes_back = False
    error: Exception | None = None

    async def commit(self, change: Change) -> Receipt:
        """Refuse, or write."""
        (saga,) = change.saves
        assert isinstance(saga, StepSaga)
        left = saga.undone if self.goes_back else saga.done
        if self.error is not None and left and left[-1].step == self.refused and left[-1].facts:
            raise self.error
        return await super().commit(change)


@pytest.fixture
def outside() -> Outside:
    """The world beyond the saga."""
    return Outside()


@pytest.fixture
def stage(outside: Outside) -> SagaStage:
    """The saga over it."""
    return SagaStage(parcel_delivery(outside))


@pytest.fixture
def writes(stage: SagaStage) -> _RefusingWrites:
    """Where it is written."""
    return _RefusingWrites(stage.storage, stage.clock)


@pytest.fixture
def turns(stage: SagaStage, writes: _RefusingWrites) -> StepSagaTurns:
    """Who takes its turns."""
    return StepSagaTurns(
        sagas=stage.sagas,
        writes=writes,
        definitions=SagaDefinitions([stage.definition]),
        clock=stage.clock,
        policy=STAGE_POLICY,
        lost=stage.lost,
    )


@pytest.mark.parametrize(
    ("error", "told", "reason"),
    [
        (NotUnique("label"), NotUnique, "unique_violation"),
        (VersionConflict("wish/7"), TooManyConflicts, "too_many_conflicts"),
        (_Forbidden(), _Forbidden, "unexpected_error"),
    ],
)
async def test_a_step_whose_write_is_refused_is_given_up_and_undone(
    *,
    stage: SagaStage,
    outside: Outside,
    writes: _RefusingWrites,
    turns: StepSagaTurns,
    error: Exception,
    told: type[Exception],
    reason: str,
) -> None:
    """It has acted each time, so it is undone like those before it."""
    saga_id = await stage.begin(SUBJECT)
    await turns.resume(saga_id)
    writes.error = error
    for attempt in range(STAGE_POLICY.step_attempts):
        assert stage.saga(saga_id).attempts == attempt
        with pytest.raises(told):
            await turns.resume(saga_id)
    saga = stage.saga(saga_id)
    assert saga.awaits("call_courier", undo=True)
    assert (saga.refused_step, saga.reason) == ("call_courier", reason)
    writes.error = None
    await turns.resume(saga_id)
    await turns.resume(saga_id)
    assert stage.saga(saga_id).status is SagaStatus.COMPENSATED
    assert outside.standing == []
    assert outside.undone == ["call_courier", "weigh_parcel"]
    assert stage.lost.told == []


async def test_an_undo_whose_write_is_refused_is_counted_and_never_given_up(
    stage: SagaStage, outside: Outside, writes: _RefusingWrites, turns: StepSagaTurns
) -> None:
    """It goes on by itself once the write is allowed."""
    outside.failures["call_courier"] = [GatewayTimeout("call") for _ in range(2)]
    saga_id = await stage.begin(SUBJECT)
    await turns.resume(saga_id)
    for _ in range(STAGE_POLICY.step_attempts):
        with pytest.raises(GatewayTimeout):
            await turns.resume(saga_id)
    writes.goes_back, writes.error = True, _Forbidden()
    for attempt in range(1, 2 * STAGE_POLICY.step_attempts):
        with pytest.raises(_Forbidden):
            await turns.resume(saga_id)
        assert stage.saga(saga_id).attempts == attempt
    assert stage.saga(saga_id).awaits("call_courier", undo=True)
    writes.error = None
    await turns.resume(saga_id)
    assert stage.saga(saga_id).awaits("weigh_parcel", undo=True)


async def test_a_write_that_was_done_though_its_answer_was_lost_did_not_fail(
    stage: SagaStage,
) -> None:
    """Whoever wants to count it finds that the turn has passed."""
    saga_id = await stage.begin(SUBJECT)
    stage.writes.lost_after = 1
    assert await stage.sweep() == []
    assert stage.saga(saga_id).awaits("call_courier", undo=False)
    assert stage.saga(saga_id).attempts == 0


async def test_an_act_that_ends_after_its_undo_changes_nothing() -> None:
    """It was thought to be dead; the key under which it acts is void by then, and it is told."""
    outside = Outside(pausing=True)
    stage = SagaStage(parcel_delivery(outside), pausing=True)
    saga_id = Reaper(NEVER).run(stage.begin(SUBJECT))
    late = stage.turns.resume(saga_id)
    for _ in ("loaded", "asking outside"):
        late.send(None)
    outside.failures["weigh_parcel"] = [GatewayTimeout("call") for _ in range(2)]
    for _ in range(STAGE_POLICY.step_attempts):
        with pytest.raises(GatewayTimeout):
            Reaper(NEVER).run(stage.turns.resume(saga_id))
    Reaper(NEVER).run(stage.turns.resume(saga_id))
    assert stage.saga(saga_id).status is SagaStatus.COMPENSATED
    Reaper(NEVER).run(late)
    assert outside.standing == []
    assert outside.void == {f"{saga_id}:weigh_parcel"}
    assert stage.lost.told == ["weigh_parcel"]
    assert stage.saga(saga_id).reason == "gateway_timeout"
