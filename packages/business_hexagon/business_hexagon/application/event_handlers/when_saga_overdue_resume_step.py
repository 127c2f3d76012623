"""When a saga is overdue, take its step again."""

from uuid import UUID

from business_hexagon.application.ports.order_processes import OrderProcesses
from business_hexagon.application.sagas.order_saga_steps import OrderSagaSteps
from business_hexagon.application.sagas.saga_step import SagaStep


class WhenSagaOverdueResumeStep:
    """The sweeper's hand: whatever was lost, the saga moves on.

    It takes the very steps that the events take, without a place in the inbox; the event that
    comes after all finds its step passed.

    Args:
        processes: tells where the saga stands.
        steps: what to do there.
    """

    def __init__(self, processes: OrderProcesses, steps: OrderSagaSteps) -> None:
        self._processes = processes
        self._steps = steps

    async def handle(self, order_id: UUID) -> None:
        """Resume one saga; nothing when it is over.

        Raises:
            ApplicationError: as the step says; the saga stays overdue and is claimed again.
        """
        process = await self._processes.load(order_id)
        if process is None:
            return
        match process.saga.step:
            case SagaStep.RESERVING:
                await self._steps.reserve.run(order_id, claim=None)
            case SagaStep.CHARGING:
                await self._steps.inquire.run(order_id)
            case SagaStep.CONFIRMING:
                await self._steps.complete.run(order_id, claim=None)
            case SagaStep.COMPENSATING:
                await self._steps.compensate.run(order_id, claim=None)
            case _:
                """Over: it was driven home after it was claimed."""
