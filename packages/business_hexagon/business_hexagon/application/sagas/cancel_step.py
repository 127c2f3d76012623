"""Somebody wants the order cancelled: honour it where nothing irreversible happened yet."""

from uuid import UUID

from business_hexagon.application.ports.atomic_writes import Change, Idempotency
from business_hexagon.application.ports.order_processes import OrderProcess
from business_hexagon.application.sagas.charging import Charging
from business_hexagon.application.sagas.process_turns import ProcessTurns
from business_hexagon.application.sagas.reserve_step import cancel_at_once
from business_hexagon.application.sagas.saga_step import SagaStep


class CancelStep:
    """Cancels at once before the charge, and withdraws a charge that is not decided.

    Args:
        turns: takes turns on the process.
        charging: talks to the gateway.
    """

    def __init__(self, turns: ProcessTurns, charging: Charging) -> None:
        self._turns = turns
        self._charging = charging

    async def run(self, order_id: UUID, claim: Idempotency | None) -> None:
        """Take the step; nothing when the saga is past it.

        A charged order is left to the confirming step, which sees the request and refunds; an
        order that is being undone needs nothing more.

        Raises:
            GatewayTimeout: no answer; the same key finds the void next time.
            GatewayUnavailable: the gateway could not be asked.
        """
        await self._turns.take(order_id, self._cancel, claim)

    async def _cancel(self, process: OrderProcess) -> Change:
        match process.saga.step:
            case SagaStep.RESERVING:
                return cancel_at_once(process)
            case SagaStep.CHARGING:
                return await self._charging.withdraw(process)
            case _:
                return Change()
