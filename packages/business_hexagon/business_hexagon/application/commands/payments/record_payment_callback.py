"""Record what a payment gateway reports on its own."""

from dataclasses import dataclass
from typing import Final
from uuid import UUID

from business_hexagon.application.errors import TooEarly
from business_hexagon.application.ports.atomic_writes import Change, Idempotency
from business_hexagon.application.ports.order_processes import OrderProcess
from business_hexagon.application.ports.payment_gateway import ChargeResult
from business_hexagon.application.sagas.charging import charge_key
from business_hexagon.application.sagas.payment_record import PaymentRecord
from business_hexagon.application.sagas.process_turns import ProcessTurns
from business_hexagon.application.sagas.saga_step import SagaStep
from business_hexagon.domain.errors import InvalidValue

SCOPE: Final = "payment_callbacks"


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordPaymentCallbackCommand:
    """A gateway's report on a charge; its signature was verified by the interface.

    Attributes:
        callback_id: the gateway's id of the report; a repeated report has the same.
        order_id: the order that was charged.
        key: the idempotency key of the charge.
        result: the charge as it is now.
    """

    callback_id: str
    order_id: UUID
    key: str
    result: ChargeResult


class RecordPaymentCallback:
    """Records the report; whoever consumes the payment's events does the rest.

    The gateway is not called here. A report may come before our own call's answer was recorded,
    twice, or long after the order was given up: then the payment's event has the money sent
    back.

    Args:
        turns: takes turns on the process.
        record: writes down what the gateway says.
    """

    def __init__(self, turns: ProcessTurns, record: PaymentRecord) -> None:
        self._turns = turns
        self._record = record

    async def execute(self, command: RecordPaymentCallbackCommand) -> None:
        """Record the report once.

        Raises:
            InvalidValue: the key is not that of the order's charge.
            NotFound: there is no such order.
            TooEarly: the order was not charged yet; the gateway repeats its report.
            TooManyConflicts: somebody else was faster each time.
            StorageUnavailable: the data service does not answer.
        """
        if command.key != charge_key(command.order_id):
            raise InvalidValue("idempotency_key", "is not the key of this order's charge")

        async def decide(process: OrderProcess) -> Change:
            if process.saga.step is SagaStep.RESERVING:
                raise TooEarly(process.saga.stream, "stock.reserved")
            return self._record.decided(process, command.result)

        result = command.result
        claim = Idempotency(SCOPE, command.callback_id, f"{result.status}:{command.order_id}")
        await self._turns.take(command.order_id, decide, claim)
