"""`PaymentGateway` in memory: a ledger that obeys the test cards of the sandbox."""

from collections import deque
from dataclasses import dataclass, replace
from decimal import Decimal
from uuid import UUID

from business_hexagon.application.errors import GatewayTimeout, GatewayUnavailable
from business_hexagon.application.ports.payment_gateway import (
    ChargeResult,
    ChargeStatus,
    RefundResult,
    RefundStatus,
    VoidResult,
    VoidStatus,
)
from business_hexagon.domain.values.money import Money

FIRST_ANSWERS = {
    "card_approve": ChargeStatus.APPROVED,
    "card_decline": ChargeStatus.DECLINED,
    "card_timeout": ChargeStatus.APPROVED,
    "card_duplicate": ChargeStatus.APPROVED,
    "card_late": ChargeStatus.PENDING,
    "card_late_decline": ChargeStatus.PENDING,
    "card_late_unvoidable": ChargeStatus.PENDING,
}
UNVOIDABLE = "card_late_unvoidable"


@dataclass(frozen=True, slots=True)
class LedgerCharge:
    """A charge that the gateway knows."""

    key: str
    order_id: UUID
    amount: Money
    payment_method: str
    result: ChargeResult


@dataclass(frozen=True, slots=True)
class LedgerRefund:
    """A refund that the gateway knows."""

    key: str
    reference: str
    amount: Money
    result: RefundResult


class ScriptedPaymentGateway:
    """Charges once for each key, whatever is retried; unknown cards are declined.

    Attributes:
        charges: Every charge by its key.
        refunds: Every refund by its key.
        voided_keys: Keys whose charge must never happen.
        calls: Every operation that reached the gateway, in order.
        troubles: What happens to the next calls: `None` goes well, `unavailable` never arrives,
            `timeout` acts and then gives no answer.
        approve_before_void: Whether a pending charge is approved just before a void arrives.
    """

    def __init__(self) -> None:
        self.charges: dict[str, LedgerCharge] = {}
        self.refunds: dict[str, LedgerRefund] = {}
        self.voided_keys: set[str] = set()
        self.calls: list[str] = []
        self.troubles: deque[str | None] = deque()
        self.approve_before_void = False

    @property
    def name(self) -> str:
        """See `PaymentGateway.name`."""
        return "scripted"

    async def charge(
        self, key: str, order_id: UUID, amount: Money, payment_method: str
    ) -> ChargeResult:
        """See `PaymentGateway.charge`."""
        trouble = self._arrive("charge")
        known = self.charges.get(key)
        if known is None:
            result = self._first_answer(key, payment_method)
            self.charges[key] = LedgerCharge(key, order_id, amount, payment_method, result)
            if payment_method == "card_timeout":
                trouble = "timeout"
        elif (known.order_id, known.amount, known.payment_method) != (
            order_id,
            amount,
            payment_method,
        ):
            raise AssertionError(f"the key {key} came before with another request")
        _leave("charge", trouble)
        return self.charges[key].result

    async def refund(self, key: str, reference: str, amount: Money) -> RefundResult:
        """See `PaymentGateway.refund`."""
        trouble = self._arrive("refund")
        if key not in self.refunds:
            fits = amount.amount <= self.left(reference)
            status = RefundStatus.APPROVED if fits else RefundStatus.DECLINED
            reason = None if fits else "amount_exceeds_charge"
            result = RefundResult(status, f"refund_of_{key}", reason)
            self.refunds[key] = LedgerRefund(key, reference, amount, result)
        _leave("refund", trouble)
        return self.refunds[key].result

    async def void(self, key: str) -> VoidResult:
        """See `PaymentGateway.void`."""
        trouble = self._arrive("void")
        if self.approve_before_void:
            self.decide(key, ChargeStatus.APPROVED)
        result = self._voided(key)
        _leave("void", trouble)
        return result

    async def find(self, key: str) -> ChargeResult | None:
        """See `PaymentGateway.find`."""
        trouble = self._arrive("find")
        _leave("find", trouble)
        known = self.charges.get(key)
        return None if known is None else known.result

    def decide(self, key: str, status: ChargeStatus) -> ChargeResult:
        """Let the gateway decide a pending charge, as a bank does later."""
        charge = self.charges[key]
        if charge.result.status is ChargeStatus.PENDING:
            result = ChargeResult(status, charge.result.reference)
            self.charges[key] = replace(charge, result=result)
        return self.charges[key].result

    def left(self, reference: str) -> Decimal:
        """How much of a charge was not refunded."""
        taken = sum(
            (
                charge.amount.amount
                for charge in self.charges.values()
                if charge.result.reference == reference
                and charge.result.status is ChargeStatus.APPROVED
            ),
            Decimal(0),
        )
        returned = sum(
            (
                refund.amount.amount
                for refund in self.refunds.values()
                if refund.reference == reference and refund.result.status is RefundStatus.APPROVED
            ),
            Decimal(0),
        )
        return taken - returned

    def _arrive(self, operation: str) -> str | None:
        trouble = self.troubles.popleft() if self.troubles else None
        if trouble == "unavailable":
            raise GatewayUnavailable(operation, "connection refused")
        self.calls.append(operation)
        return trouble

    def _first_answer(self, key: str, payment_method: str) -> ChargeResult:
        status = FIRST_ANSWERS.get(payment_method, ChargeStatus.DECLINED)
        if key in self.voided_keys:
            status = ChargeStatus.VOIDED
        reason = "insufficient_funds" if status is ChargeStatus.DECLINED else None
        return ChargeResult(status, f"charge_of_{key}", reason)

    def _voided(self, key: str) -> VoidResult:
        known = self.charges.get(key)
        if known is None:
            self.voided_keys.add(key)
            return VoidResult(VoidStatus.VOIDED)
        reference = known.result.reference
        if known.result.status is ChargeStatus.APPROVED:
            return VoidResult(VoidStatus.ALREADY_CHARGED, reference)
        if known.result.status is ChargeStatus.PENDING:
            if known.payment_method == UNVOIDABLE:
                return VoidResult(VoidStatus.NOT_VOIDABLE, reference)
            self.decide(key, ChargeStatus.VOIDED)
        return VoidResult(VoidStatus.VOIDED, reference)


def _leave(operation: str, trouble: str | None) -> None:
    if trouble == "timeout":
        raise GatewayTimeout(operation)
