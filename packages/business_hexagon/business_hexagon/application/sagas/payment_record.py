"""Writing down what a gateway says of an order's charge."""

from typing import Final

from business_hexagon.application.ports.atomic_writes import Change
from business_hexagon.application.ports.clock import Clock
from business_hexagon.application.ports.id_generator import IdGenerator
from business_hexagon.application.ports.order_processes import OrderProcess
from business_hexagon.application.ports.payment_gateway import ChargeResult, ChargeStatus
from business_hexagon.application.sagas.saga_policy import SagaPolicy
from business_hexagon.application.sagas.saga_step import SagaStep
from business_hexagon.domain.payments.payment import Payment

NO_GATEWAY: Final = "none"
"""Name of the gateway of orders that cost nothing."""


class PaymentRecord:
    """Records charges and moves the saga with them, in one change.

    Args:
        gateway_name: name of the gateway that answers.
        ids: identities of new payments.
        clock: the time.
        policy: deadlines.
    """

    def __init__(
        self, gateway_name: str, ids: IdGenerator, clock: Clock, policy: SagaPolicy
    ) -> None:
        self._gateway_name = gateway_name
        self._ids = ids
        self._clock = clock
        self._policy = policy

    def decided(self, process: OrderProcess, result: ChargeResult) -> Change:
        """Record what the gateway said, at any step and any number of times."""
        if result.status is ChargeStatus.APPROVED:
            return self._approved(process, result.reference, self._gateway_name)
        if result.status is ChargeStatus.PENDING:
            return self._pending(process, result.reference)
        return self.failed(process, result.reason or result.status, result.reference)

    def nothing_to_charge(self, process: OrderProcess) -> Change:
        """Record that the order costs nothing."""
        return self._approved(process, None, NO_GATEWAY)

    def failed(self, process: OrderProcess, reason: str, reference: str | None = None) -> Change:
        """Record that no money was taken; nothing when that is known or too late."""
        if process.saga.step is not SagaStep.CHARGING:
            return Change()
        payment = self._payment(process, self._gateway_name)
        payment.fail(reason, reference)
        process.saga.payment_failed(self._policy.deadline(self._clock.now()))
        return Change(saves=(payment, process.saga))

    def _approved(self, process: OrderProcess, reference: str | None, gateway: str) -> Change:
        payment = self._payment(process, gateway)
        if payment.was_charged:
            return Change()
        payment.succeed(reference)
        if process.saga.step is not SagaStep.CHARGING:
            # Late success: the order is being or was undone. The handler of payment.processed
            # finds the saga past charging and gives the money back.
            return Change(saves=(payment,))
        process.saga.payment_processed(self._policy.deadline(self._clock.now()))
        return Change(saves=(payment, process.saga))

    def _pending(self, process: OrderProcess, reference: str) -> Change:
        if process.saga.step is not SagaStep.CHARGING:
            return Change()
        process.saga.payment_pending(self._policy.deadline(self._clock.now()))
        if process.payment is not None:
            return Change(saves=(process.saga,))
        payment = self._payment(process, self._gateway_name)
        payment.wait(reference or None)
        return Change(saves=(payment, process.saga))

    def _payment(self, process: OrderProcess, gateway: str) -> Payment:
        if process.payment is not None:
            return process.payment
        order = process.order
        return Payment.begin(self._ids.new(), order.id, order.charge_amount, gateway)
