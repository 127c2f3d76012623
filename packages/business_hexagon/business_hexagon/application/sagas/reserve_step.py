"""First step: set every piece of the order aside."""

from functools import partial
from typing import Final
from uuid import UUID

from business_hexagon.application.errors import InsufficientStock, Shortage
from business_hexagon.application.ports.atomic_writes import Change, Idempotency
from business_hexagon.application.ports.clock import Clock
from business_hexagon.application.ports.order_processes import OrderProcess
from business_hexagon.application.ports.stock_operations import ReserveStock, StockOperation
from business_hexagon.application.sagas.charging import CANCELLED
from business_hexagon.application.sagas.events import ReservedLine, StockShortage
from business_hexagon.application.sagas.order_demands import order_demands
from business_hexagon.application.sagas.process_turns import ProcessTurns
from business_hexagon.application.sagas.saga_policy import SagaPolicy
from business_hexagon.application.sagas.saga_step import SagaStep

OUT_OF_STOCK: Final = "insufficient_stock"


class ReserveStep:
    """Reserves stock, or ends the saga when a piece is short or the order was cancelled.

    Args:
        turns: takes turns on the process.
        clock: the time.
        policy: deadlines.
    """

    def __init__(self, turns: ProcessTurns, clock: Clock, policy: SagaPolicy) -> None:
        self._turns = turns
        self._clock = clock
        self._policy = policy

    async def run(self, order_id: UUID, claim: Idempotency | None) -> None:
        """Take the step; nothing when it was taken before."""
        try:
            await self._turns.take(order_id, self._reserve, claim)
        except InsufficientStock as error:
            await self._turns.take(order_id, partial(self._reject, error.shortages), claim)

    async def _reserve(self, process: OrderProcess) -> Change:
        if process.saga.step is not SagaStep.RESERVING:
            return Change()
        if process.saga.cancel_requested:
            return cancel_at_once(process)
        demands = order_demands(process.order)
        process.saga.stock_reserved(
            tuple(
                ReservedLine(product_id=demand.product_id, quantity=demand.quantity)
                for demand in demands
            ),
            self._policy.deadline(self._clock.now()),
        )
        stock: tuple[StockOperation, ...] = ()
        if demands:
            stock = (ReserveStock(process.order.id, demands),)
        return Change(saves=(process.saga,), stock=stock)

    async def _reject(self, shortages: tuple[Shortage, ...], process: OrderProcess) -> Change:
        if process.saga.step is not SagaStep.RESERVING:
            return Change()
        process.order.cancel(OUT_OF_STOCK)
        process.saga.stock_rejected(
            tuple(
                StockShortage(
                    product_id=shortage.product_id,
                    requested=shortage.requested,
                    available=shortage.available,
                )
                for shortage in shortages
            ),
            OUT_OF_STOCK,
        )
        return Change(saves=(process.order, process.saga))


def cancel_at_once(process: OrderProcess) -> Change:
    """End a saga that holds nothing yet."""
    reason = process.saga.cancellation_reason or CANCELLED
    process.order.cancel(reason)
    process.saga.abandoned(reason)
    return Change(saves=(process.order, process.saga))
