"""The order saga: reserve, charge, confirm; or undo in reverse."""

from datetime import datetime
from typing import ClassVar, Final, Self, assert_never
from uuid import UUID

from business_hexagon.application.sagas.errors import SagaTransitionRefused
from business_hexagon.application.sagas.events import (
    ReservedLine,
    SagaEvent,
    StockRejected,
    StockReleased,
    StockReserved,
    StockShortage,
    WorkflowAdvanced,
    WorkflowCompensated,
    WorkflowCompleted,
    WorkflowStarted,
)
from business_hexagon.application.sagas.saga_step import HOLDING_STOCK, SagaStep
from business_hexagon.domain.aggregate import Aggregate

WORKFLOW: Final = "order_saga"


class OrderSaga(Aggregate[SagaEvent]):
    """The state of one order's saga; its id is the order's.

    ============  ==============================  ============  ==================================
    step          what happens                    next step     written in the same transaction
    ============  ==============================  ============  ==================================
    (none)        the order is placed             reserving     order.created
    reserving     every piece is free             charging      workflow.started, stock.reserved
    reserving     a piece is short                compensated   workflow.started, stock.rejected,
                                                                order.cancelled,
                                                                workflow.compensated
    reserving     cancellation was requested      compensated   workflow.started, order.cancelled,
                                                                workflow.compensated
    charging      approved, or nothing to charge  confirming    payment.processed
    charging      declined, or voided after the   compensating  payment.failed
                  final deadline
    charging      undecided                       charging      payment.pending, later deadline
    charging      cancellation requested, voided  compensated   (payment.failed), stock.released,
                                                                order.cancelled,
                                                                workflow.compensated
    charging      cancellation requested, but     confirming    payment.processed
                  charged already
    confirming    no cancellation was requested   completed     order.confirmed, order.completed,
                                                                workflow.completed
    confirming    cancellation was requested      compensated   payment.refunded, stock.released,
                                                                order.cancelled,
                                                                workflow.compensated
    compensating  payment.failed arrives          compensated   stock.released, order.cancelled,
                                                                workflow.compensated
    compensated   the gateway charged after all   compensated   payment.processed, then
                                                                payment.refunded
    ============  ==============================  ============  ==================================

    Why no `kill -9` and no duplicate can hurt. A transition is one transaction guarded by the
    versions of the saga, the order and the payment, so of two that race one loses, loads again
    and finds that the step has passed. What happens at the gateway happens under a key made of
    order id and step, so a repeated call finds the first one's result: a process that dies after
    the gateway acted and before the transition was written is repeated by the redelivered event
    or by the sweeper. Nothing is compensated while a charge may still stand unknown: a void comes
    first, and if the void came too late the charge is recorded and refunded like any other. If
    the gateway can neither void nor decide, a later approval is recorded by its callback and
    refunded by the handler of `payment.processed`.

    Attributes:
        step: what happens next.
        cancel_requested: whether somebody wants the order cancelled.
        cancellation_reason: why.
        attempts: how often the gateway was asked about an undecided charge.
        deadline_at: when the sweeper takes over; nothing at the end.
    """

    __slots__ = ("attempts", "cancel_requested", "cancellation_reason", "deadline_at", "step")

    kind: ClassVar[str] = "saga"
    step: SagaStep
    cancel_requested: bool
    cancellation_reason: str | None
    attempts: int
    deadline_at: datetime | None

    @classmethod
    def begin(cls, order_id: UUID, deadline_at: datetime) -> Self:
        """The saga of a new order."""
        saga = cls()
        saga._blank(order_id)
        saga._advance(SagaStep.RESERVING, deadline_at)
        return saga

    @classmethod
    def restore(
        cls,
        *,
        order_id: UUID,
        step: SagaStep,
        cancel_requested: bool,
        cancellation_reason: str | None,
        attempts: int,
        deadline_at: datetime | None,
        version: int,
        created_at: datetime | None,
    ) -> Self:
        """A saga as its row has it."""
        saga = cls()
        saga.id = order_id
        saga.step = step
        saga.cancel_requested = cancel_requested
        saga.cancellation_reason = cancellation_reason
        saga.attempts = attempts
        saga.deadline_at = deadline_at
        saga._restored(version, created_at)
        return saga

    @property
    def is_over(self) -> bool:
        """Whether the saga is at an end."""
        return self.step in {SagaStep.COMPLETED, SagaStep.COMPENSATED}

    def request_cancellation(self, reason: str) -> None:
        """Remember that somebody wants the order cancelled; the deadline stays.

        Raises:
            SagaTransitionRefused: the saga is over.
        """
        if self.is_over:
            raise SagaTransitionRefused(self.id, self.step, "cancellation")
        self._record(
            self._advanced(self.step, self.deadline_at, self.attempts, cancellation=reason)
        )

    def stock_reserved(self, lines: tuple[ReservedLine, ...], deadline_at: datetime) -> None:
        """Every piece is set aside."""
        self._require(SagaStep.CHARGING, SagaStep.RESERVING)
        self._record(WorkflowStarted(workflow=WORKFLOW, order_id=self.id))
        self._record(StockReserved(order_id=self.id, lines=lines))
        self._advance(SagaStep.CHARGING, deadline_at)

    def stock_rejected(self, shortages: tuple[StockShortage, ...], reason: str) -> None:
        """A piece is short: nothing is held, the saga is over."""
        self._require(SagaStep.COMPENSATED, SagaStep.RESERVING)
        self._record(WorkflowStarted(workflow=WORKFLOW, order_id=self.id))
        self._record(StockRejected(order_id=self.id, shortages=shortages))
        self._record(WorkflowCompensated(workflow=WORKFLOW, order_id=self.id, reason=reason))

    def abandoned(self, reason: str) -> None:
        """Cancelled before anything was held: the saga is over."""
        self._require(SagaStep.COMPENSATED, SagaStep.RESERVING)
        self._record(WorkflowStarted(workflow=WORKFLOW, order_id=self.id))
        self._record(WorkflowCompensated(workflow=WORKFLOW, order_id=self.id, reason=reason))

    def payment_pending(self, deadline_at: datetime) -> None:
        """The gateway has not decided: ask again at the deadline."""
        self._require(SagaStep.CHARGING, SagaStep.CHARGING)
        attempts = self.attempts + 1
        self._record(self._advanced(SagaStep.CHARGING, deadline_at, attempts))

    def payment_processed(self, deadline_at: datetime) -> None:
        """The money was taken."""
        self._require(SagaStep.CONFIRMING, SagaStep.CHARGING)
        self._advance(SagaStep.CONFIRMING, deadline_at)

    def payment_failed(self, deadline_at: datetime) -> None:
        """No money was taken: undo what was done."""
        self._require(SagaStep.COMPENSATING, SagaStep.CHARGING)
        self._advance(SagaStep.COMPENSATING, deadline_at)

    def completed(self) -> None:
        """The goal is reached."""
        self._require(SagaStep.COMPLETED, SagaStep.CONFIRMING)
        self._record(WorkflowCompleted(workflow=WORKFLOW, order_id=self.id))

    def compensated(self, reason: str, *, holds_stock: bool) -> None:
        """Everything is undone; an order without goods has no stock to release."""
        self._require(SagaStep.COMPENSATED, *HOLDING_STOCK)
        if holds_stock:
            self._record(StockReleased(order_id=self.id, reason=reason))
        self._record(WorkflowCompensated(workflow=WORKFLOW, order_id=self.id, reason=reason))

    def _require(self, wanted: SagaStep, *steps: SagaStep) -> None:
        if self.step not in steps:
            raise SagaTransitionRefused(self.id, self.step, wanted)

    def _advance(self, step: SagaStep, deadline_at: datetime) -> None:
        self._record(self._advanced(step, deadline_at, attempts=0))

    def _advanced(
        self,
        step: SagaStep,
        deadline_at: datetime | None,
        attempts: int,
        cancellation: str | None = None,
    ) -> WorkflowAdvanced:
        return WorkflowAdvanced(
            workflow=WORKFLOW,
            order_id=self.id,
            step=step,
            cancel_requested=self.cancel_requested or cancellation is not None,
            cancellation_reason=self.cancellation_reason or cancellation,
            attempts=attempts,
            deadline_at=deadline_at,
        )

    def _blank(self, order_id: UUID) -> None:
        self.id = order_id
        self.cancel_requested = False
        self.cancellation_reason = None

    def _end(self, step: SagaStep) -> None:
        self.step = step
        self.deadline_at = None

    def _apply(self, event: SagaEvent) -> None:
        match event:
            case WorkflowAdvanced():
                self.id = event.order_id
                self.step = SagaStep(event.step)
                self.cancel_requested = event.cancel_requested
                self.cancellation_reason = event.cancellation_reason
                self.attempts = event.attempts
                self.deadline_at = event.deadline_at
            case WorkflowStarted() | StockReserved() | StockRejected() | StockReleased():
                """They tell the world; the step changes by the event that follows."""
            case WorkflowCompleted():
                self._end(SagaStep.COMPLETED)
            case WorkflowCompensated():
                self._end(SagaStep.COMPENSATED)
            case _:
                assert_never(event)
