"""Decides charges, refunds and voids by the rules of the test cards."""

import asyncio
from uuid import uuid4

from payment_gateway_sandbox.callbacks import CallbackSender
from payment_gateway_sandbox.cards import TEST_CARDS, UNKNOWN_CARD
from payment_gateway_sandbox.charges import (
    Callback,
    Charge,
    ChargeRequest,
    Refund,
    RefundRequest,
    VoidAnswer,
)
from payment_gateway_sandbox.ledger import ChargeDecided, KeyVoided, Ledger, RefundDecided


class KeyReusedError(Exception):
    """The idempotency key came before with another request."""


class Teller:
    """One charge for each key, whatever is retried.

    Args:
        ledger: Where decisions are kept.
        callbacks: Who tells the platform of outcomes that come later.
        late_seconds: How long a late card stays pending.
        stall_seconds: How long the first answer of the time-out card is held back.
    """

    def __init__(
        self,
        ledger: Ledger,
        callbacks: CallbackSender,
        *,
        late_seconds: float,
        stall_seconds: float,
    ) -> None:
        self._ledger = ledger
        self._callbacks = callbacks
        self._late_seconds = late_seconds
        self._stall_seconds = stall_seconds
        self._tasks: set[asyncio.Task[None]] = set()

    def start(self) -> None:
        """Takes up charges that were pending when the sandbox stopped."""
        for charge in self._ledger.charges.values():
            if charge.status == "pending":
                self._resolve_later(charge)

    async def stop(self) -> None:
        """Stops waiting; pending charges are taken up at the next start."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    async def charge(self, request: ChargeRequest) -> Charge:
        """Charges once for each key.

        Raises:
            KeyReusedError: The key came before with another request.
        """
        known = self._ledger.charges.get(request.idempotency_key)
        if known is not None:
            if ChargeRequest.model_validate(known.model_dump(include=_REQUEST)) != request:
                raise KeyReusedError(request.idempotency_key)
            return known
        card = TEST_CARDS.get(request.payment_method, UNKNOWN_CARD)
        voided = request.idempotency_key in self._ledger.voided_keys
        charge = Charge(
            **request.model_dump(),
            charge_id=f"charge_{uuid4().hex}",
            status="voided" if voided else card.first_status,
            reason="voided" if voided else card.reason,
        )
        self._ledger.record(ChargeDecided(charge=charge))
        if voided:
            return charge
        if card.final_status is not None:
            self._resolve_later(charge)
        elif card.callback_copies:
            self._callbacks.owe(_outcome(charge, card.callback_copies))
        if card.stalls_first_answer:
            await asyncio.sleep(self._stall_seconds)
        return charge

    def refund(self, request: RefundRequest) -> Refund:
        """Gives money back once for each key, never more than was charged.

        Raises:
            KeyReusedError: The key came before with another request.
        """
        known = self._ledger.refunds.get(request.idempotency_key)
        if known is not None:
            if (known.charge_id, known.amount) != (request.charge_id, request.amount):
                raise KeyReusedError(request.idempotency_key)
            return known
        charge = self._ledger.charge_by_id(request.charge_id)
        left = (
            charge.amount - self._ledger.refunded(charge.charge_id)
            if charge is not None and charge.status == "approved"
            else 0
        )
        declined = request.amount > left
        refund = Refund(
            **request.model_dump(),
            refund_id=f"refund_{uuid4().hex}",
            status="declined" if declined else "approved",
            reason="amount_exceeds_charge" if declined else None,
        )
        self._ledger.record(RefundDecided(refund=refund))
        return refund

    def void(self, key: str) -> VoidAnswer:
        """Makes sure that the charge of this key never happens, unless it is too late."""
        charge = self._ledger.charges.get(key)
        if charge is None:
            self._ledger.record(KeyVoided(idempotency_key=key))
            return VoidAnswer(status="voided")
        if charge.status == "approved":
            return VoidAnswer(status="already_charged", charge_id=charge.charge_id)
        card = TEST_CARDS.get(charge.payment_method, UNKNOWN_CARD)
        if charge.status == "pending" and not card.voidable:
            return VoidAnswer(status="not_voidable", charge_id=charge.charge_id)
        if charge.status == "pending":
            voided = charge.model_copy(update={"status": "voided", "reason": "voided"})
            self._ledger.record(ChargeDecided(charge=voided))
        return VoidAnswer(status="voided", charge_id=charge.charge_id)

    def _resolve_later(self, charge: Charge) -> None:
        task = asyncio.create_task(self._resolve(charge.idempotency_key))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _resolve(self, key: str) -> None:
        await asyncio.sleep(self._late_seconds)
        charge = self._ledger.charges[key]
        card = TEST_CARDS[charge.payment_method]
        if charge.status != "pending" or card.final_status is None:
            return
        reason = "late_decline" if card.final_status == "declined" else None
        decided = charge.model_copy(update={"status": card.final_status, "reason": reason})
        self._ledger.record(ChargeDecided(charge=decided))
        self._callbacks.owe(_outcome(decided, card.callback_copies))


_REQUEST = set(ChargeRequest.model_fields)


def _outcome(charge: Charge, copies: int) -> Callback:
    return Callback(
        event_id=uuid4(),
        charge_id=charge.charge_id,
        idempotency_key=charge.idempotency_key,
        order_id=charge.order_id,
        status=charge.status,
        copies=copies,
    )
