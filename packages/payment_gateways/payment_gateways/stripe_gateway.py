"""Stripe, by its official library.

A charge is a payment intent that is created and confirmed in one request. Our idempotency key is
Stripe's idempotency key, and stands in the intent's metadata, so that a charge can be found again.
"""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from decimal import Decimal
from uuid import UUID

import stripe
from business_hexagon.application.errors import GatewayTimeout, GatewayUnavailable
from business_hexagon.application.ports.payment_gateway import (
    ChargeResult,
    ChargeStatus,
    RefundResult,
    RefundStatus,
    VoidResult,
    VoidStatus,
)
from business_hexagon.domain.values.money import MINOR_UNIT_DECIMALS, Money

_CHARGE_STATUS: dict[str, ChargeStatus] = {
    "succeeded": ChargeStatus.APPROVED,
    "processing": ChargeStatus.PENDING,
    "requires_capture": ChargeStatus.PENDING,
    "requires_action": ChargeStatus.DECLINED,
    "requires_confirmation": ChargeStatus.DECLINED,
    "requires_payment_method": ChargeStatus.DECLINED,
    "canceled": ChargeStatus.VOIDED,
}


class StripeGateway:
    """Implements `PaymentGateway` with payment intents.

    Args:
        client: Stripe's client with an asynchronous HTTP client.
    """

    name = "stripe"

    def __init__(self, client: stripe.StripeClient) -> None:
        self._client = client

    async def charge(
        self, key: str, order_id: UUID, amount: Money, payment_method: str
    ) -> ChargeResult:
        """Create and confirm a payment intent, once for each key."""
        try:
            intent = await self._client.v1.payment_intents.create_async(
                params={
                    "amount": _minor(amount),
                    "currency": amount.currency.lower(),
                    "payment_method": payment_method,
                    "confirm": True,
                    "automatic_payment_methods": {"enabled": True, "allow_redirects": "never"},
                    "metadata": {"charge_key": key, "order_id": str(order_id)},
                },
                options={"idempotency_key": key},
            )
        except (stripe.CardError, stripe.InvalidRequestError) as error:
            # Invalid: an unknown payment method, an amount below the least. Asking again is vain.
            return ChargeResult(ChargeStatus.DECLINED, "", error.code or "card_declined")
        except stripe.StripeError as error:
            raise _translated("charge", error) from error
        return _charge_result(intent)

    async def refund(self, key: str, reference: str, amount: Money) -> RefundResult:
        """Refund part or all of a payment intent, once for each key."""
        try:
            refund = await self._client.v1.refunds.create_async(
                params={"payment_intent": reference, "amount": _minor(amount)},
                options={"idempotency_key": key},
            )
        except stripe.InvalidRequestError as error:
            return RefundResult(RefundStatus.DECLINED, "", error.code or "invalid_request")
        except stripe.StripeError as error:
            raise _translated("refund", error) from error
        if refund.status in {"failed", "canceled"}:
            return RefundResult(RefundStatus.DECLINED, refund.id, refund.failure_reason)
        return RefundResult(RefundStatus.APPROVED, refund.id)

    async def void(self, key: str) -> VoidResult:
        """Cancel the payment intent of this key.

        Stripe cannot block a key that it has not seen (and its search lags by seconds), so an
        unknown key is `not_voidable`: a charge that turns up later is refunded.
        """
        intent = await self._search("void", key)
        if intent is None:
            return VoidResult(VoidStatus.NOT_VOIDABLE)
        if intent.status == "succeeded":
            return VoidResult(VoidStatus.ALREADY_CHARGED, intent.id)
        if intent.status == "canceled":
            return VoidResult(VoidStatus.VOIDED, intent.id)
        try:
            await self._client.v1.payment_intents.cancel_async(intent.id)
        except stripe.InvalidRequestError:
            return VoidResult(VoidStatus.NOT_VOIDABLE, intent.id)
        except stripe.StripeError as error:
            raise _translated("void", error) from error
        return VoidResult(VoidStatus.VOIDED, intent.id)

    async def find(self, key: str) -> ChargeResult | None:
        """Find the payment intent of this key by its metadata."""
        intent = await self._search("find", key)
        return None if intent is None else _charge_result(intent)

    async def _search(self, operation: str, key: str) -> stripe.PaymentIntent | None:
        try:
            found = await self._client.v1.payment_intents.search_async(
                params={"query": f"metadata['charge_key']:'{key}'", "limit": 1}
            )
        except stripe.StripeError as error:
            raise _translated(operation, error) from error
        return found.data[0] if found.data else None


@asynccontextmanager
async def stripe_gateway(
    api_key: str, *, answer_seconds: float = 5.0, api_url: str | None = None
) -> AsyncIterator[StripeGateway]:
    """Open a gateway with a client of its own.

    Args:
        api_key: Stripe's secret key.
        answer_seconds: Seconds after which a request counts as unanswered.
        api_url: Another origin than Stripe's own, for tests.
    """
    http = stripe.AIOHTTPClient(timeout=answer_seconds)
    # No retries of the library's: the saga asks again by the same key, when it is due.
    client = stripe.StripeClient(
        api_key,
        http_client=http,
        base_addresses={} if api_url is None else {"api": api_url},
        max_network_retries=0,
    )
    try:
        yield StripeGateway(client)
    finally:
        await http.close_async()  # type: ignore[no-untyped-call]  # the library has it so


def _minor(amount: Money) -> int:
    return int(amount.amount * Decimal(10) ** MINOR_UNIT_DECIMALS[amount.currency])


def _charge_result(intent: stripe.PaymentIntent) -> ChargeResult:
    status = _CHARGE_STATUS[intent.status]
    failure = intent.last_payment_error
    reason = failure.code if status is ChargeStatus.DECLINED and failure else None
    return ChargeResult(status, intent.id, reason)


def _translated(operation: str, error: stripe.StripeError) -> GatewayTimeout | GatewayUnavailable:
    """A lost connection may have charged; every other answer says that nothing happened."""
    if isinstance(error, stripe.APIConnectionError | stripe.APIError):
        return GatewayTimeout(operation=operation)
    return GatewayUnavailable(operation=operation, reason=type(error).__name__)
