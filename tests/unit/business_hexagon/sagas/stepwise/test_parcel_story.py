"""A saga made of steps from its start to each of its ends."""

import pytest
from business_hexagon.application.errors import GatewayTimeout, NotFound
from business_hexagon.application.sagas.stepwise.errors import StepRefused
from business_hexagon.application.sagas.stepwise.facts import DoneStep
from business_hexagon.application.sagas.stepwise.saga_status import SagaStatus
from business_hexagon.domain.errors import InvalidValue

from tests.fakes.saga_stage import STAGE_POLICY, STARTER, SagaStage
from tests.unit.business_hexagon.sagas.stepwise.parcel_saga import (
    PARCEL_DELIVERY,
    Outside,
    parcel_delivery,
)

SUBJECT = {"label": "PX 12"}
EVERY_STEP = list(PARCEL_DELIVERY.steps)


@pytest.fixture
def outside() -> Outside:
    """The world beyond the saga."""
    return Outside()


@pytest.fixture
def stage(outside: Outside) -> SagaStage:
    """The saga over it."""
    return SagaStage(parcel_delivery(outside))


async def test_takes_every_step_in_order_and_completes(stage: SagaStage, outside: Outside) -> None:
    """Each step is told what those before it did."""
    saga_id = await stage.begin(SUBJECT)
    await stage.settle()
    saga = stage.saga(saga_id)
    assert saga.status is SagaStatus.COMPLETED
    assert (saga.step, saga.deadline_at, saga.attempts) == (None, None, 0)
    assert saga.started_by == STARTER.user_id
    assert stage.requested(saga_id) == EVERY_STEP
    assert saga.done == (
        DoneStep(step="weigh_parcel", facts={"label": "PX 12", "before": ""}),
        DoneStep(step="call_courier", facts={"label": "PX 12", "before": "weigh_parcel"}),
        DoneStep(
            step="hand_over_parcel",
            facts={"label": "PX 12", "before": "weigh_parcel,call_courier"},
        ),
    )
    assert stage.told(saga_id)[0] == "step_saga.started"
    assert stage.told(saga_id)[-1] == "step_saga.completed"
    assert outside.standing == [f"{saga_id}:{step}" for step in EVERY_STEP]


@pytest.mark.parametrize("taken", range(3))
async def test_a_refused_step_undoes_those_before_it_in_reverse(
    stage: SagaStage, outside: Outside, taken: int
) -> None:
    """The refused one itself did nothing, so it is not undone."""
    refused = EVERY_STEP[taken]
    outside.failures[refused] = [StepRefused("courier_unknown")]
    saga_id = await stage.begin(SUBJECT)
    await stage.settle()
    saga = stage.saga(saga_id)
    assert saga.status is SagaStatus.COMPENSATED
    assert (saga.step, saga.done) == (None, ())
    assert (saga.refused_step, saga.reason) == (refused, "courier_unknown")
    assert outside.undone == EVERY_STEP[:taken][::-1]
    assert [one.step for one in saga.undone] == outside.undone
    assert outside.standing == []
    assert stage.told(saga_id)[-1] == "step_saga.compensated"


async def test_any_broken_rule_refuses_a_step(stage: SagaStage, outside: Outside) -> None:
    """Its code is the reason."""
    outside.failures["weigh_parcel"] = [InvalidValue("label", "is smudged")]
    saga_id = await stage.begin(SUBJECT)
    await stage.settle()
    assert stage.saga(saga_id).reason == "invalid_value"


async def test_a_step_that_fails_for_now_is_taken_again(stage: SagaStage, outside: Outside) -> None:
    """The message climbs the retry ladder; nothing of the saga has changed."""
    outside.failures["call_courier"] = [GatewayTimeout("call")]
    saga_id = await stage.begin(SUBJECT)
    with pytest.raises(GatewayTimeout):
        await stage.settle()
    assert stage.saga(saga_id).awaits("call_courier", undo=False)
    await stage.settle()
    assert stage.saga(saga_id).status is SagaStatus.COMPLETED


async def test_the_sweeper_finishes_what_no_message_does(
    stage: SagaStage, outside: Outside
) -> None:
    """All messages are lost; each sweep takes a step."""
    saga_id = await stage.begin(SUBJECT)
    outside.failures["weigh_parcel"] = [GatewayTimeout("call")]
    assert [type(error) for error in await stage.sweep()] == [GatewayTimeout]
    assert stage.saga(saga_id).attempts == 1
    for _ in EVERY_STEP:
        assert await stage.sweep() == []
    assert stage.saga(saga_id).status is SagaStatus.COMPLETED
    assert await stage.sweep() == []
    before = stage.writes.commits
    await stage.turns.resume(saga_id)
    assert stage.writes.commits == before, "it was over before it could be resumed"


async def test_the_sweeper_gives_a_step_up_and_undoes_it_too(
    stage: SagaStage, outside: Outside
) -> None:
    """Nobody knows whether it was taken; what was taken before is undone after it."""
    outside.failures["call_courier"] = [GatewayTimeout("call") for _ in range(9)]
    saga_id = await stage.begin(SUBJECT)
    await stage.sweep()
    for _ in range(STAGE_POLICY.step_attempts):
        assert stage.saga(saga_id).awaits("call_courier", undo=False)
        assert len(await stage.sweep()) == 1
    saga = stage.saga(saga_id)
    assert saga.awaits("call_courier", undo=True)
    assert (saga.refused_step, saga.reason) == ("call_courier", "gateway_timeout")
    assert saga.done[-1] == DoneStep(step="call_courier", facts={})
    await stage.settle()
    assert stage.saga(saga_id).status is SagaStatus.COMPENSATED
    assert stage.requested(saga_id)[2:] == ["-call_courier", "-weigh_parcel"]
    assert [one.facts for one in stage.saga(saga_id).undone] == [{"known": False}, {"known": True}]


async def test_what_cannot_be_undone_is_never_given_up(stage: SagaStage, outside: Outside) -> None:
    """It stays overdue until somebody has looked, and goes on by itself after that."""
    outside.failures["call_courier"] = [StepRefused("strike")]
    outside.failures["-weigh_parcel"] = [StepRefused("scales_locked") for _ in range(6)]
    saga_id = await stage.begin(SUBJECT)
    with pytest.raises(StepRefused):
        await stage.settle()
    for attempt in range(1, 6):
        (failure,) = await stage.sweep()
        assert isinstance(failure, StepRefused)
        assert stage.saga(saga_id).attempts == attempt
    assert stage.saga(saga_id).awaits("weigh_parcel", undo=True)
    assert await stage.sweep() == []
    assert stage.saga(saga_id).status is SagaStatus.COMPENSATED


async def test_what_this_release_does_not_know_waits_for_one_that_does(
    outside: Outside, stage: SagaStage
) -> None:
    """A message of it is a dead letter at once; the sweeper changes nothing, and tells."""
    saga_id = await stage.begin(SUBJECT)
    stranger = SagaStage(parcel_delivery(outside))
    stranger.storage.take(stage.storage)
    row = stranger.storage.rows[f"step_saga/{saga_id}"]
    setattr(row, "step", "dance")  # noqa: B010  a row is a protocol here
    (failure,) = await stranger.sweep()
    assert isinstance(failure, NotFound)
    assert failure.key == "parcel_delivery/dance"
    assert stranger.saga(saga_id).attempts == 0
