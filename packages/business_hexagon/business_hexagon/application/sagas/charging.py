"""What the order saga does with a payment gateway; every decision on a charge is made here."""

from typing import Final
from uuid import UUID

from business_hexagon.application.errors import GatewayTimeout
from business_hexagon.application.ports.atomic_writes import Change
from business_hexagon.application.ports.order_processes import OrderProcess
from business_hexagon.application.ports.payment_gateway import (
    ChargeResult,
    ChargeStatus,
    PaymentGateway,
    VoidStatus,
)
from business_hexagon.application.sagas.compensation import Compensation
from business_hexagon.application.sagas.payment_record import PaymentRecord
from business_hexagon.application.sagas.saga_policy import SagaPolicy

CANCELLED: Final = "cancelled"
UNDECIDED: Final = "charge_undecided"
UNKNOWN: Final = ChargeResult(ChargeStatus.PENDING, "")


class Charging:
    """Charges orders, asks after charges and withdraws them.

    Args:
        gateway: takes the money.
        compensation: undoes cancelled orders.
        record: writes down what the gateway says.
        policy: how patient to be.
    """

    def __init__(
        self,
        gateway: PaymentGateway,
        compensation: Compensation,
        record: PaymentRecord,
        policy: SagaPolicy,
    ) -> None:
        self._gateway = gateway
        self._compensation = compensation
        self._record = record
        self._policy = policy

    async def charge(self, process: OrderProcess) -> Change:
        """Take the money; a repeated call finds the charge of the first."""
        order = process.order
        if order.charge_amount.is_zero:
            return self._record.nothing_to_charge(process)
        result = await self._gateway.charge(
            charge_key(order.id), order.id, order.charge_amount, order.payment_method
        )
        return self._record.decided(process, result)

    async def inquire(self, process: OrderProcess) -> Change:
        """Ask what became of a charge that is overdue; give up after the final deadline.

        A charge that the gateway never saw is asked for again: the process that wanted to ask
        died before it did, or its request was lost. No answer counts as undecided here, or a
        gateway that never answers would keep the order for ever.
        """
        if process.order.charge_amount.is_zero:
            return self._record.nothing_to_charge(process)
        is_final = process.saga.attempts >= self._policy.charge_inquiries
        result = await self._gateway.find(charge_key(process.order.id))
        if result is None and not is_final:
            try:
                return await self.charge(process)
            except GatewayTimeout:
                return self._record.decided(process, UNKNOWN)
        if result is not None and (result.status is not ChargeStatus.PENDING or not is_final):
            return self._record.decided(process, result)
        late = await self._void(process.order.id)
        if late is not None:
            return self._record.decided(process, late)
        return self._record.failed(process, UNDECIDED)

    async def withdraw(self, process: OrderProcess) -> Change:
        """Make sure that a cancelled order is not charged, and undo it.

        The void comes first even when no charge is known: a process may have died between the
        gateway's answer and our record of it. If the charge was faster, it is recorded like any
        other and the confirming step refunds it.
        """
        is_free = process.order.charge_amount.is_zero
        charged = None if is_free else await self._void(process.order.id)
        if charged is not None:
            return self._record.decided(process, charged)
        if process.payment is not None:
            process.payment.fail(CANCELLED)
        reason = process.saga.cancellation_reason or CANCELLED
        return await self._compensation.undo(process, reason)

    async def _void(self, order_id: UUID) -> ChargeResult | None:
        """Void the order's charge; its result when it is too late.

        A charge that the gateway can neither void nor decide counts as voided: should it be
        approved after all, its callback has it recorded and refunded.
        """
        key = charge_key(order_id)
        answer = await self._gateway.void(key)
        if answer.status is not VoidStatus.ALREADY_CHARGED:
            return None
        return ChargeResult(ChargeStatus.APPROVED, answer.reference)


def charge_key(order_id: UUID) -> str:
    """The gateway's idempotency key of an order's charge."""
    return f"{order_id}:charge"
