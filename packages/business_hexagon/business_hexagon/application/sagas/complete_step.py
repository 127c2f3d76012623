"""Third step: the money is there, so sell the goods."""

from uuid import UUID

from business_hexagon.application.errors import TooEarly
from business_hexagon.application.ports.atomic_writes import Change, Idempotency
from business_hexagon.application.ports.clock import Clock
from business_hexagon.application.ports.order_processes import OrderProcess
from business_hexagon.application.ports.stock_operations import SettleStock, StockOperation
from business_hexagon.application.sagas.charging import CANCELLED
from business_hexagon.application.sagas.compensation import Compensation
from business_hexagon.application.sagas.order_demands import has_goods
from business_hexagon.application.sagas.process_turns import ProcessTurns
from business_hexagon.application.sagas.saga_step import BEFORE_PAYMENT, SagaStep
from business_hexagon.domain.payments.payment import Payment


class CompleteStep:
    """Completes a paid order, or gives the money back when the order is not wanted any more.

    Args:
        turns: takes turns on the process.
        compensation: undoes what was done.
        clock: the time.
    """

    def __init__(self, turns: ProcessTurns, compensation: Compensation, clock: Clock) -> None:
        self._turns = turns
        self._compensation = compensation
        self._clock = clock

    async def run(self, order_id: UUID, claim: Idempotency | None) -> None:
        """Take the step; nothing when it was taken before.

        Raises:
            TooEarly: the charge is not decided yet.
            GatewayTimeout: no answer to a refund; the same key finds it next time.
            GatewayUnavailable: the gateway could not be asked.
            RefundDeclined: the gateway keeps the money of a cancelled order.
        """
        await self._turns.take(order_id, self._complete, claim)

    async def _complete(self, process: OrderProcess) -> Change:
        saga, payment = process.saga, process.payment
        if saga.step in BEFORE_PAYMENT or payment is None:
            raise TooEarly(saga.stream, "payment.processed")
        if saga.step is SagaStep.COMPENSATED:
            return await self._late_success(process, payment)
        if saga.step is SagaStep.COMPLETED:
            return Change()
        if saga.step is SagaStep.COMPENSATING or saga.cancel_requested:
            reason = saga.cancellation_reason or payment.failure_reason or CANCELLED
            return await self._compensation.undo(process, reason)
        return self._sell(process, payment)

    async def _late_success(self, process: OrderProcess, payment: Payment) -> Change:
        await self._compensation.give_back(process.order, payment)
        return Change(saves=(payment,)) if payment.pending else Change()

    def _sell(self, process: OrderProcess, payment: Payment) -> Change:
        process.order.confirm(payment.id)
        process.order.complete(self._clock.now())
        process.saga.completed()
        stock: tuple[StockOperation, ...] = ()
        if has_goods(process.order):
            stock = (SettleStock(process.order.id),)
        return Change(saves=(process.order, process.saga), stock=stock)
