"""Third step of the other way: no money came, so undo the order."""

from typing import Final
from uuid import UUID

from business_hexagon.application.errors import TooEarly
from business_hexagon.application.ports.atomic_writes import Change, Idempotency
from business_hexagon.application.ports.order_processes import OrderProcess
from business_hexagon.application.sagas.compensation import Compensation
from business_hexagon.application.sagas.process_turns import ProcessTurns
from business_hexagon.application.sagas.saga_step import BEFORE_PAYMENT, SagaStep

NOT_PAID: Final = "payment_failed"


class CompensateStep:
    """Releases the stock of an unpaid order and cancels it.

    Args:
        turns: takes turns on the process.
        compensation: undoes what was done.
    """

    def __init__(self, turns: ProcessTurns, compensation: Compensation) -> None:
        self._turns = turns
        self._compensation = compensation

    async def run(self, order_id: UUID, claim: Idempotency | None) -> None:
        """Take the step; nothing when it was taken before.

        Raises:
            TooEarly: the charge is not decided yet.
            GatewayTimeout: a late charge has to go back, and the refund got no answer.
            GatewayUnavailable: a late charge has to go back, and the gateway could not be asked.
            RefundDeclined: the gateway keeps the money of a cancelled order.
        """
        await self._turns.take(order_id, self._compensate, claim)

    async def _compensate(self, process: OrderProcess) -> Change:
        if process.saga.step in BEFORE_PAYMENT:
            raise TooEarly(process.saga.stream, "payment.failed")
        if process.saga.step is not SagaStep.COMPENSATING:
            return Change()
        reason = process.saga.cancellation_reason or NOT_PAID
        return await self._compensation.undo(process, reason)
