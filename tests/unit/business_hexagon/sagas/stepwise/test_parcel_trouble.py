"""Messages that come twice, late or to two at once; and `kill -9` at every single point."""

from uuid import UUID

import pytest
from business_hexagon.application.errors import (
    ApplicationError,
    GatewayTimeout,
    NotFound,
    TooManyConflicts,
    VersionConflict,
)
from business_hexagon.application.ports.atomic_writes import Change, Idempotency, Receipt
from business_hexagon.application.sagas.stepwise.errors import StepRefused
from business_hexagon.application.sagas.stepwise.saga_definition import SagaDefinitions
from business_hexagon.application.sagas.stepwise.saga_status import SagaStatus
from business_hexagon.application.sagas.stepwise.step_saga_turns import ATTEMPTS, StepSagaTurns

from tests.fakes.in_memory_atomic_writes import InMemoryAtomicWrites
from tests.fakes.saga_stage import STAGE_POLICY, SagaStage
from tests.unit.business_hexagon.sagas.reaper import Reaper
from tests.unit.business_hexagon.sagas.stepwise.parcel_saga import (
    PARCEL_DELIVERY,
    Outside,
    parcel_delivery,
)
from tests.unit.business_hexagon.sagas.stepwise.saga_trouble import (
    settle_with_duplicates,
    survivors,
)

SUBJECT = {"label": "PX 12"}
EVERY_STEP = list(PARCEL_DELIVERY.steps)
NEVER = 1_000


@pytest.mark.parametrize("refused", [None, "hand_over_parcel"])
async def test_duplicates_and_late_messages_change_nothing(refused: str | None) -> None:
    """Each turn is taken once, and nothing is called twice."""
    outside = Outside()
    stage = SagaStage(parcel_delivery(outside))
    if refused is not None:
        outside.failures[refused] = [StepRefused("strike")]
    saga_id = await stage.begin(SUBJECT)
    await settle_with_duplicates(stage)
    assert stage.saga(saga_id).is_over
    assert set(outside.calls.values()) == {1}
    assert len(stage.requested(saga_id)) == len(outside.calls)


async def test_two_that_take_the_same_turn_take_it_once() -> None:
    """The slower one loses the write, loads again and finds that the turn has passed."""
    outside = Outside(pausing=True)
    stage = SagaStage(parcel_delivery(outside), pausing=True)
    saga_id = Reaper(NEVER).run(stage.begin(SUBJECT))
    slow = stage.turns.resume(saga_id)
    for _ in ("loaded", "asking outside", "asked", "writing"):
        slow.send(None)
    Reaper(NEVER).run(stage.turns.resume(saga_id))
    # A sweeper that looks again takes the next turn: it is as overdue as the one it lost.
    Reaper(NEVER).run(slow)
    assert stage.requested(saga_id) == EVERY_STEP
    assert outside.standing == [f"{saga_id}:{step}" for step in EVERY_STEP[:2]]
    assert stage.lost.told == ["weigh_parcel"]


@pytest.mark.parametrize("refused", [None, *EVERY_STEP])
def test_every_kill_point_ends_as_if_nothing_had_been_killed(refused: str | None) -> None:
    """What the steps changed elsewhere is there once, or undone in reverse."""
    outsides: list[Outside] = []

    def stage() -> SagaStage:
        outside = Outside(pausing=True)
        if refused is not None:
            outside.failures[refused] = [StepRefused("strike") for _ in range(2)]
        outsides.append(outside)
        return SagaStage(parcel_delivery(outside), pausing=True)

    for survivor in survivors(stage, SUBJECT):
        saga, outside = survivor.saga, outsides[-1]
        if refused is None:
            assert saga.status is SagaStatus.COMPLETED, survivor.fatal_pause
            assert outside.standing == [f"{saga.id}:{step}" for step in EVERY_STEP]
            assert outside.undone == []
        else:
            assert saga.status is SagaStatus.COMPENSATED, survivor.fatal_pause
            assert outside.standing == []
            assert outside.undone == EVERY_STEP[: EVERY_STEP.index(refused)][::-1]
        versions = [one.version for one in survivor.stage.storage.streams[saga.stream]]
        assert versions == list(range(1, saga.version + 1))
    assert len(outsides) > len(EVERY_STEP)


@pytest.mark.parametrize("lost", ["before", "after"])
async def test_a_lost_write_is_repeated(lost: str) -> None:
    """Before it arrived, or after it was done: the redelivered message finds out."""
    outside = Outside()
    stage = SagaStage(parcel_delivery(outside))
    saga_id = await stage.begin(SUBJECT)
    setattr(stage.writes, f"lost_{lost}", 1)
    with pytest.raises(ApplicationError):
        await stage.settle()
    await stage.settle()
    assert stage.saga(saga_id).status is SagaStatus.COMPLETED
    assert len(outside.standing) == len(EVERY_STEP)


class _RacingWrites(InMemoryAtomicWrites):
    """Writes that somebody else always wins."""

    async def commit(self, change: Change) -> Receipt:
        """Lose."""
        self.commits += 1
        raise VersionConflict(change.saves[0].stream)


async def test_gives_up_after_some_lost_races() -> None:
    """The message then climbs the retry ladder."""
    stage = SagaStage(parcel_delivery(Outside()))
    saga_id = await stage.begin(SUBJECT)
    writes = _RacingWrites(stage.storage)
    turns = StepSagaTurns(
        sagas=stage.sagas,
        writes=writes,
        definitions=SagaDefinitions([stage.definition]),
        clock=stage.clock,
        policy=STAGE_POLICY,
        lost=stage.lost,
    )
    claim = Idempotency("worker_step_sagas", "1", "1")
    with pytest.raises(TooManyConflicts):
        await turns.take(saga_id, "weigh_parcel", claim, undo=False)
    assert writes.commits == ATTEMPTS
    assert stage.lost.told == [], "the saga stands where it stood"


async def test_there_is_nothing_to_do_for_a_saga_that_is_not() -> None:
    """The message is a dead letter at once."""
    stage = SagaStage(parcel_delivery(Outside()))
    claim = Idempotency("worker_step_sagas", "1", "1")
    with pytest.raises(NotFound, match="step_saga"):
        await stage.turns.take(UUID(int=7), "weigh_parcel", claim, undo=False)


async def test_a_failure_that_lost_its_race_is_not_told() -> None:
    """Somebody else has taken the turn that failed here, before or while that was counted."""
    for pauses in (2, 3, 4):  # asking outside, loaded to count, counting
        outside = Outside(pausing=True, failures={"weigh_parcel": [GatewayTimeout("call")]})
        stage = SagaStage(parcel_delivery(outside), pausing=True)
        saga_id = Reaper(NEVER).run(stage.begin(SUBJECT))
        slow = stage.turns.resume(saga_id)
        for _ in range(pauses):
            slow.send(None)
        if pauses == 2:
            outside.failures.clear()
        Reaper(NEVER).run(stage.turns.resume(saga_id))
        Reaper(NEVER).run(slow)
        assert stage.saga(saga_id).attempts == 0
        assert stage.saga(saga_id).goes_back is False
