"""Second step again: ask what became of an overdue charge."""

from uuid import UUID

from business_hexagon.application.ports.atomic_writes import Change
from business_hexagon.application.ports.order_processes import OrderProcess
from business_hexagon.application.sagas.charging import Charging
from business_hexagon.application.sagas.process_turns import ProcessTurns
from business_hexagon.application.sagas.saga_step import SagaStep


class InquireStep:
    """Drives a charge that is overdue towards a decision.

    Args:
        turns: takes turns on the process.
        charging: talks to the gateway.
    """

    def __init__(self, turns: ProcessTurns, charging: Charging) -> None:
        self._turns = turns
        self._charging = charging

    async def run(self, order_id: UUID) -> None:
        """Ask the gateway; nothing when the charge was decided meanwhile.

        Raises:
            GatewayTimeout: no answer.
            GatewayUnavailable: the gateway could not be asked.
        """
        await self._turns.take(order_id, self._inquire, claim=None)

    async def _inquire(self, process: OrderProcess) -> Change:
        if process.saga.step is not SagaStep.CHARGING:
            return Change()
        if process.saga.cancel_requested:
            return await self._charging.withdraw(process)
        return await self._charging.inquire(process)
