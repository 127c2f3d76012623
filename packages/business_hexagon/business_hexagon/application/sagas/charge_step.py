"""Second step: take the money."""

from uuid import UUID

from business_hexagon.application.errors import TooEarly
from business_hexagon.application.ports.atomic_writes import Change, Idempotency
from business_hexagon.application.ports.order_processes import OrderProcess
from business_hexagon.application.sagas.charging import Charging
from business_hexagon.application.sagas.process_turns import ProcessTurns
from business_hexagon.application.sagas.saga_step import SagaStep


class ChargeStep:
    """Charges the order once its stock is reserved.

    Args:
        turns: takes turns on the process.
        charging: talks to the gateway.
    """

    def __init__(self, turns: ProcessTurns, charging: Charging) -> None:
        self._turns = turns
        self._charging = charging

    async def run(self, order_id: UUID, claim: Idempotency | None) -> None:
        """Take the step; nothing when it was taken before or the gateway has yet to decide.

        Raises:
            TooEarly: stock is not reserved yet.
            GatewayTimeout: no answer; the same key finds the charge next time.
            GatewayUnavailable: the gateway could not be asked.
        """
        await self._turns.take(order_id, self._charge, claim)

    async def _charge(self, process: OrderProcess) -> Change:
        if process.saga.step is SagaStep.RESERVING:
            raise TooEarly(process.saga.stream, "stock.reserved")
        if process.saga.step is not SagaStep.CHARGING:
            return Change()
        if process.saga.cancel_requested:
            return await self._charging.withdraw(process)
        if process.payment is not None:
            return Change()
        return await self._charging.charge(process)
