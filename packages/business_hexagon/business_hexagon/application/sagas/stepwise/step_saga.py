"""A saga made of steps: forward one by one, or back in reverse."""

from datetime import datetime
from typing import ClassVar, Self, assert_never
from uuid import UUID

from business_hexagon.application.sagas.stepwise.errors import StepSagaTransitionRefused
from business_hexagon.application.sagas.stepwise.facts import DoneStep, Facts
from business_hexagon.application.sagas.stepwise.saga_plan import SagaPlan
from business_hexagon.application.sagas.stepwise.saga_status import SagaStatus
from business_hexagon.application.sagas.stepwise.step_saga_events import (
    SagaStepRequested,
    StepSagaAdvanced,
    StepSagaCompensated,
    StepSagaCompleted,
    StepSagaEvent,
    StepSagaStarted,
)
from business_hexagon.domain.aggregate import Aggregate


class StepSaga(Aggregate[StepSagaEvent]):
    """The state of one saga of any kind that is made of steps.

    ============  ================================  ============  ================================
    status        what happens                      next status   written in the same transaction
    ============  ================================  ============  ================================
    (none)        it is started                     running       step_saga.started, a request
    running       a step was taken                  running       a request of the next step
    running       the last step was taken           completed     step_saga.completed
    running       a step was refused                compensating  a request to undo the last step
                                                                  that was taken
    running       the first step was refused        compensated   step_saga.compensated
    running       nobody knows whether a step was   compensating  a request to undo this very step
                  taken, after many attempts
    compensating  a step was undone                 compensating  a request to undo the one before
    compensating  the first step was undone         compensated   step_saga.compensated
    any of both   the sweeper's attempt failed      the same      a later deadline
    ============  ================================  ============  ================================

    Every transition also writes `step_saga.advanced`, which holds the whole state. It is one
    transaction guarded by the version, together with whatever the step wrote, so of two that race
    one loses, loads again and finds that the turn has passed. What a step does elsewhere happens
    under a key made of saga and step, so a process that dies after it and before the transition
    was written is repeated by the redelivered event or by the sweeper, and changes nothing twice.

    Attributes:
        saga: which saga; the name in its plan.
        subject: what it is about, as it was started.
        started_by: the user who started it, if any.
        status: which way it goes.
        step: whose turn it is; nothing at the end.
        done: the steps that were taken and not undone, oldest first.
        undone: the steps that were undone, oldest first; with what their compensations said.
        attempts: how often the sweeper took the present step in vain.
        deadline_at: when the sweeper takes over; nothing at the end.
        refused_step: the step that could not be taken, if one could not.
        reason: why not: a code.
    """

    __slots__ = (
        "attempts",
        "deadline_at",
        "done",
        "reason",
        "refused_step",
        "saga",
        "started_by",
        "status",
        "step",
        "subject",
        "undone",
    )

    kind: ClassVar[str] = "step_saga"
    saga: str
    subject: Facts
    started_by: UUID | None
    status: SagaStatus
    step: str | None
    done: tuple[DoneStep, ...]
    undone: tuple[DoneStep, ...]
    attempts: int
    deadline_at: datetime | None
    refused_step: str | None
    reason: str | None

    @classmethod
    def begin(
        cls,
        saga_id: UUID,
        plan: SagaPlan,
        subject: Facts,
        *,
        started_by: UUID | None,
        deadline_at: datetime,
    ) -> Self:
        """A new saga, before its first step."""
        saga = cls()
        saga.id = saga_id
        saga.saga = plan.saga
        saga.subject = subject
        saga.started_by = started_by
        saga.refused_step = saga.reason = None
        saga.undone = ()
        saga._record(StepSagaStarted(saga=plan.saga, saga_id=saga_id))
        saga._turn_to(plan.steps[0], (), deadline_at)
        return saga

    @classmethod
    def restore(cls, state: StepSagaAdvanced, *, version: int, created_at: datetime | None) -> Self:
        """A saga as its row has it: the state that its last event told."""
        saga = cls()
        saga._apply(state)
        saga._restored(version, created_at)
        return saga

    @property
    def is_over(self) -> bool:
        """Whether the saga is at an end."""
        return self.step is None

    @property
    def goes_back(self) -> bool:
        """Whether the present step is to be undone."""
        return self.status is SagaStatus.COMPENSATING

    def awaits(self, step: str, *, undo: bool) -> bool:
        """Whether this is its next turn; a late or repeated request finds that it is not."""
        return self.step == step and self.goes_back is undo

    def step_taken(self, plan: SagaPlan, facts: Facts, deadline_at: datetime) -> None:
        """The present step did its work.

        Raises:
            StepSagaTransitionRefused: the saga does not go forward.
        """
        step = self._present(SagaStatus.RUNNING)
        done = (*self.done, DoneStep(step=step, facts=facts))
        following = plan.after(step)
        if following is not None:
            self._turn_to(following, done, deadline_at)
            return
        self._end(SagaStatus.COMPLETED, done)
        self._record(StepSagaCompleted(saga=self.saga, saga_id=self.id))

    def step_refused(self, reason: str, deadline_at: datetime) -> None:
        """The present step did nothing and never will: undo those before it.

        Raises:
            StepSagaTransitionRefused: the saga does not go forward.
        """
        step = self._present(SagaStatus.RUNNING)
        self._go_back(step, reason, self.done, deadline_at)

    def step_given_up(self, reason: str, deadline_at: datetime) -> None:
        """Nobody knows whether the present step was taken: undo it, and those before it.

        Raises:
            StepSagaTransitionRefused: the saga does not go forward.
        """
        step = self._present(SagaStatus.RUNNING)
        self._go_back(step, reason, (*self.done, DoneStep(step=step, facts={})), deadline_at)

    def step_undone(self, facts: Facts, deadline_at: datetime) -> None:
        """The present step is as if it had never been taken.

        Raises:
            StepSagaTransitionRefused: the saga does not go back.
        """
        step = self._present(SagaStatus.COMPENSATING)
        self.undone = (*self.undone, DoneStep(step=step, facts=facts))
        self._back_to(self.done[:-1], deadline_at)

    def attempt_failed(self, deadline_at: datetime) -> None:
        """The sweeper took the present turn in vain: again at the deadline.

        Raises:
            StepSagaTransitionRefused: the saga is over.
        """
        step = self._present(self.status)
        self._record(self._advanced(self.status, step, self.done, deadline_at, self.attempts + 1))

    def _present(self, wanted: SagaStatus) -> str:
        if self.step is None or self.status is not wanted:
            raise StepSagaTransitionRefused(self.id, self.status, wanted)
        return self.step

    def _go_back(
        self, step: str, reason: str, done: tuple[DoneStep, ...], deadline_at: datetime
    ) -> None:
        self.refused_step = step
        self.reason = reason
        self._back_to(done, deadline_at)

    def _back_to(self, done: tuple[DoneStep, ...], deadline_at: datetime) -> None:
        if done:
            self._turn_to(done[-1].step, done, deadline_at, SagaStatus.COMPENSATING)
            return
        self._end(SagaStatus.COMPENSATED, done)
        self._record(
            StepSagaCompensated(
                saga=self.saga,
                saga_id=self.id,
                refused_step=self.refused_step or "",
                reason=self.reason or "",
            )
        )

    def _turn_to(
        self,
        step: str,
        done: tuple[DoneStep, ...],
        deadline_at: datetime,
        status: SagaStatus = SagaStatus.RUNNING,
    ) -> None:
        undo = status is SagaStatus.COMPENSATING
        self._record(SagaStepRequested(saga=self.saga, saga_id=self.id, step=step, undo=undo))
        self._record(self._advanced(status, step, done, deadline_at))

    def _end(self, status: SagaStatus, done: tuple[DoneStep, ...]) -> None:
        self._record(self._advanced(status, None, done, None))

    def _advanced(
        self,
        status: SagaStatus,
        step: str | None,
        done: tuple[DoneStep, ...],
        deadline_at: datetime | None,
        attempts: int = 0,
    ) -> StepSagaAdvanced:
        return StepSagaAdvanced(
            saga=self.saga,
            saga_id=self.id,
            started_by=self.started_by,
            subject=self.subject,
            status=status,
            step=step,
            done=done,
            undone=self.undone,
            attempts=attempts,
            deadline_at=deadline_at,
            refused_step=self.refused_step,
            reason=self.reason,
        )

    def _apply(self, event: StepSagaEvent) -> None:
        match event:
            case StepSagaAdvanced():
                self.id = event.saga_id
                self.saga = event.saga
                self.subject = event.subject
                self.started_by = event.started_by
                self.status = SagaStatus(event.status)
                self.step = event.step
                self.done = event.done
                self.undone = event.undone
                self.attempts = event.attempts
                self.deadline_at = event.deadline_at
                self.refused_step = event.refused_step
                self.reason = event.reason
            case (
                StepSagaStarted()
                | SagaStepRequested()
                | StepSagaCompleted()
                | StepSagaCompensated()
            ):
                """They tell the world; the state changes by the event beside them."""
            case _:
                assert_never(event)
