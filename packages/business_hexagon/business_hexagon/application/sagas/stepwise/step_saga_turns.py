"""One turn of a saga made of steps: load, act, write; again when somebody was faster."""

from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import datetime
from typing import Final
from uuid import UUID

from business_hexagon.application.errors import (
    ApplicationError,
    NotFound,
    TooManyConflicts,
    VersionConflict,
)
from business_hexagon.application.ports.atomic_writes import AtomicWrites, Change, Idempotency
from business_hexagon.application.ports.clock import Clock
from business_hexagon.application.ports.lost_turns import LostTurns
from business_hexagon.application.ports.step_sagas import StepSagas
from business_hexagon.application.sagas.saga_policy import SagaPolicy
from business_hexagon.application.sagas.stepwise.errors import StepRefused
from business_hexagon.application.sagas.stepwise.saga_definition import DrivenSaga, SagaDefinitions
from business_hexagon.application.sagas.stepwise.step_saga import StepSaga
from business_hexagon.domain.errors import DomainError

ATTEMPTS: Final = 5
"""Turns before the message goes to the retry ladder; each loser saw somebody else win."""

LONGEST_REASON: Final = 255

UNEXPECTED: Final = "unexpected_error"
"""The reason when something failed in a way that no use case knows; the log has the details."""

type Decide = Callable[[StepSaga], Awaitable[Change]]


class StepSagaTurns:
    """Takes turns on sagas made of steps.

    Args:
        sagas: loads them.
        writes: writes what was done.
        definitions: what to do.
        clock: the time.
        policy: how patient to be.
        lost: is told of turns that were passed while they were taken.
    """

    def __init__(
        self,
        *,
        sagas: StepSagas,
        writes: AtomicWrites,
        definitions: SagaDefinitions,
        clock: Clock,
        policy: SagaPolicy,
        lost: LostTurns,
    ) -> None:
        self._sagas = sagas
        self._writes = writes
        self._definitions = definitions
        self._clock = clock
        self._policy = policy
        self._lost = lost

    async def take(self, saga_id: UUID, step: str, claim: Idempotency, *, undo: bool) -> None:
        """Take the turn that was requested; nothing but the claim when it has passed.

        Raises:
            NotFound: there is no such saga, or this release knows neither it nor its step.
            TooManyConflicts: somebody else was faster each time.
            DomainError: the step cannot be undone; somebody must look.
            ApplicationError: as the step says.
        """

        async def requested(saga: StepSaga) -> Change:
            if not saga.awaits(step, undo=undo):
                return Change()
            return await self._turn(saga, self._definitions.of(saga))

        await self._decide_and_write(saga_id, requested, claim)

    async def resume(self, saga_id: UUID) -> None:
        """Take the turn of a saga that is overdue, and count it when that fails.

        Whatever failed counts: the step, what it wants to write, or a mistake of ours in either.
        Only while the storage does not answer is nothing counted, for the count is a write, too.

        Raises:
            NotFound: there is no such saga, or this release knows neither it nor its step.
            DomainError: the step cannot be undone; it stays overdue and is claimed again.
            Exception: as the step or its write says; likewise, and it is given up in the end.
        """
        tried: int | None = None

        async def overdue(saga: StepSaga) -> Change:
            nonlocal tried
            tried = None
            if saga.is_over:
                return Change()
            definition = self._definitions.of(saga)
            tried = saga.version
            return await self._turn(saga, definition)

        try:
            await self._decide_and_write(saga_id, overdue, None)
        except Exception as error:
            if tried is None or await self._count(saga_id, tried, error):
                raise

    async def _turn(self, saga: StepSaga, definition: DrivenSaga) -> Change:
        goes_back = saga.goes_back
        try:
            effect = await definition.take(saga)
        except DomainError as error:
            if goes_back:
                raise
            saga.step_refused(reason_of(error), self._deadline())
            return Change(saves=(saga,))
        if goes_back:
            saga.step_undone(effect.facts, self._deadline())
        else:
            saga.step_taken(definition.plan, effect.facts, self._deadline())
        return Change(saves=(saga, *effect.saves))

    async def _count(self, saga_id: UUID, tried: int, error: Exception) -> bool:
        """Count an attempt; what could not be taken is given up in the end, and undone.

        What cannot be undone is never given up: it must not be forgotten. Returns whether it was
        counted; a turn that has passed meanwhile did not fail.
        """
        saga = await self._load(saga_id)
        if saga.version != tried:
            return False
        if saga.goes_back or saga.attempts + 1 < self._policy.step_attempts:
            saga.attempt_failed(self._deadline())
        else:
            saga.step_given_up(reason_of(error), self._deadline())
        try:
            await self._writes.commit(Change(saves=(saga,)))
        except VersionConflict:
            return False
        return True

    async def _decide_and_write(
        self, saga_id: UUID, decide: Decide, claim: Idempotency | None
    ) -> None:
        saga = await self._load(saga_id)
        for _ in range(ATTEMPTS):
            tried, step, undo = saga.version, saga.step, saga.goes_back
            change = await decide(saga)
            if change == Change() and claim is None:
                return
            try:
                await self._writes.commit(replace(change, idempotency=claim))
            except VersionConflict:
                saga = await self._load(saga_id)
            else:
                return
            if step is not None and saga.version != tried:
                self._lost.tell(saga, step, undo=undo)
        raise TooManyConflicts(f"step_saga/{saga_id}")

    async def _load(self, saga_id: UUID) -> StepSaga:
        saga = await self._sagas.get(saga_id)
        if saga is None:
            raise NotFound("step_saga", str(saga_id))
        return saga

    def _deadline(self) -> datetime:
        return self._policy.deadline(self._clock.now())


def reason_of(error: Exception) -> str:
    """What the saga keeps of an error."""
    match error:
        case StepRefused():
            return error.reason[:LONGEST_REASON]
        case ApplicationError() | DomainError():
            return error.code
        case _:
            return UNEXPECTED
