"""What every saga made of steps must survive: duplicates, late messages, death at any pause."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final

from business_hexagon.application.sagas.stepwise.facts import Facts
from business_hexagon.application.sagas.stepwise.step_saga import StepSaga

from tests.fakes.saga_stage import SagaStage
from tests.unit.business_hexagon.sagas.reaper import Killed, Reaper

MOST_PAUSES: Final = 200
_ROUNDS: Final = 60


async def settle_with_duplicates(stage: SagaStage) -> None:
    """Deliver until nothing is left; after each message all earlier ones again, newest first."""
    seen = []
    while stage.storage.outbox:
        message = stage.storage.outbox[0]
        await stage.deliver_next()
        seen.append(message)
        for again in reversed(seen):
            await stage.deliver(again)


@dataclass(frozen=True, slots=True)
class Survivor:
    """A saga that was driven to its end.

    Attributes:
        fatal_pause: At which pause its process was killed.
        stage: Where it was driven.
        saga: The saga, over.
    """

    fatal_pause: int
    stage: SagaStage
    saga: StepSaga


def survivors(make_stage: Callable[[], SagaStage], subject: Facts) -> Iterator[Survivor]:
    """Drive a saga that is killed at the first pause, another at the second, … and a spared one.

    Args:
        make_stage: Makes a new stage, pausing.
        subject: What each of the sagas is about.

    Raises:
        AssertionError: It does not end.
    """
    for fatal_pause in range(MOST_PAUSES):
        stage, reaper = make_stage(), Reaper(fatal_pause)
        saga = _driven(stage, reaper, subject)
        yield Survivor(fatal_pause, stage, saga)
        if not reaper.has_killed:
            return
    raise AssertionError("a saga should not need so many calls")


def _driven(stage: SagaStage, reaper: Reaper, subject: Facts) -> StepSaga:
    saga_id = reaper.run(stage.begin(subject))
    for _ in range(_ROUNDS):
        for message in list(stage.storage.outbox):
            try:
                reaper.run(stage.deliver(message))
            except Killed:
                continue
            stage.storage.outbox.remove(message)
        if stage.saga(saga_id).is_over:
            return stage.saga(saga_id)
        try:
            reaper.run(stage.sweep())
        except Killed:
            continue
    raise AssertionError(f"killed, it does not end: {stage.requested(saga_id)}")
