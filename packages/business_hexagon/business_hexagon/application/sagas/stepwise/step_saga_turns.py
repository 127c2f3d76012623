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
from business_hexagon.application.ports.step_sagas import StepSagas
from business_hexagon.application.sagas.saga_policy import SagaPolicy
from business_hexagon.application.sagas.stepwise.errors import StepRefused
from business_hexagon.application.sagas.stepwise.saga_definition import DrivenSaga, SagaDefinitions
from business_hexagon.application.sagas.stepwise.step_saga import StepSaga
from business_hexagon.domain.errors import DomainError

ATTEMPTS: Final = 5
"""Turns before the message goes to the retry ladder; each loser saw somebody else win."""

LONGEST_REASON: Final = 255

type Decide = Callable[[StepSaga], Awaitable[Change]]


class StepSagaTurns:
    """Takes turns on sagas made of steps.

    Args:
        sagas: loads them.
        writes: writes what was done.
        definitions: what to do.
        clock: the time.
        policy: how patient to be.
    """

    def __init__(
        self,
        *,
        sagas: StepSagas,
        writes: AtomicWrites,
        definitions: SagaDefinitions,
        clock: Clock,
        policy: SagaPolicy,
    ) -> None:
        self._sagas = sagas
        self._writes = writes
        self._definitions = definitions
        self._clock = clock
        self._policy = policy

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

        Raises:
            NotFound: there is no such saga, or this release knows neither it nor its step.
            TooManyConflicts: somebody else was faster each time.
            DomainError: the step cannot be undone; it stays overdue and is claimed again.
            ApplicationError: as the step says; likewise.
        """
        failure: ApplicationError | DomainError | None = None

        async def overdue(saga: StepSaga) -> Change:
            nonlocal failure
            failure = None
            if saga.is_over:
                return Change()
            definition = self._definitions.of(saga)
            try:
                return await self._turn(saga, definition)
            except (ApplicationError, DomainError) as error:
                failure = error
                return self._failed(saga, error)

        await self._decide_and_write(saga_id, overdue, None)
        if failure is not None:
            raise failure

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

    def _failed(self, saga: StepSaga, error: ApplicationError | DomainError) -> Change:
        """Count the attempt; what could not be taken is given up in the end, and undone.

        What cannot be undone is never given up: it must not be forgotten.
        """
        if saga.attempts >= self._policy.step_attempts and not saga.goes_back:
            saga.step_given_up(reason_of(error), self._deadline())
        else:
            saga.attempt_failed(self._deadline())
        return Change(saves=(saga,))

    async def _decide_and_write(
        self, saga_id: UUID, decide: Decide, claim: Idempotency | None
    ) -> None:
        for _ in range(ATTEMPTS):
            saga = await self._sagas.get(saga_id)
            if saga is None:
                raise NotFound("step_saga", str(saga_id))
            change = await decide(saga)
            if change == Change() and claim is None:
                return
            try:
                await self._writes.commit(replace(change, idempotency=claim))
            except VersionConflict:
                continue
            return
        raise TooManyConflicts(f"step_saga/{saga_id}")

    def _deadline(self) -> datetime:
        return self._policy.deadline(self._clock.now())


def reason_of(error: ApplicationError | DomainError) -> str:
    """What the saga keeps of an error."""
    reason = error.reason if isinstance(error, StepRefused) else error.code
    return reason[:LONGEST_REASON]
