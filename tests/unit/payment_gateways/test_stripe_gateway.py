"""The Stripe adapter through the official library, before a server that answers like Stripe."""

from collections.abc import AsyncIterator
from decimal import Decimal
from uuid import UUID

import pytest
from business_hexagon.application.errors import GatewayTimeout, GatewayUnavailable
from business_hexagon.application.ports.payment_gateway import (
    ChargeResult,
    ChargeStatus,
    RefundStatus,
    VoidStatus,
)
from business_hexagon.domain.values.money import Money
from payment_gateways.stripe_gateway import StripeGateway, stripe_gateway

from tests.unit.payment_gateways.stripe_stand_in import StripeStandIn
from tests.unit.service_runtime.running_server import running

ORDER_ID = UUID("1f0c7a52-55f2-6d10-b1a9-0242ac120002")
KEY = f"{ORDER_ID}:charge"
PRICE = Money(Decimal("6.78"), "GBP")


@pytest.fixture
def stripe() -> StripeStandIn:
    """The server's side."""
    return StripeStandIn()


@pytest.fixture
async def gateway(stripe: StripeStandIn) -> AsyncIterator[StripeGateway]:
    """The adapter before it."""
    async with (
        running(stripe) as at,
        stripe_gateway("sk_test_1", answer_seconds=5.0, api_url=at.url) as gateway,
    ):
        yield gateway


async def charge(gateway: StripeGateway, card: str = "card_approve") -> ChargeResult:
    """Charge the order."""
    return await gateway.charge(KEY, ORDER_ID, PRICE, card)


async def test_charges_once_in_minor_units(stripe: StripeStandIn, gateway: StripeGateway) -> None:
    """The key goes as Stripe's own idempotency key and into the metadata."""
    first = await charge(gateway)
    assert (first.status, first.reference) == (ChargeStatus.APPROVED, "pi_1")
    assert await charge(gateway) == first
    assert len(stripe.intents) == 1
    _, path, fields = stripe.requests[0]
    assert path == "/v1/payment_intents"
    assert (fields["amount"], fields["currency"], fields["confirm"]) == ("678", "gbp", "true")
    assert fields["metadata[charge_key]"] == KEY


async def test_knows_currencies_without_minor_units(
    stripe: StripeStandIn, gateway: StripeGateway
) -> None:
    """A yen is a yen."""
    await gateway.charge(KEY, ORDER_ID, Money(Decimal(500), "JPY"), "card_approve")
    assert stripe.requests[0][2]["amount"] == "500"


async def test_a_declined_card_and_an_unknown_one_are_declines(gateway: StripeGateway) -> None:
    """With Stripe's code as the reason."""
    declined = await charge(gateway, "card_decline")
    assert declined == ChargeResult(ChargeStatus.DECLINED, "", "card_declined")
    unknown = await gateway.charge("other", ORDER_ID, PRICE, "no_such_card")
    assert unknown == ChargeResult(ChargeStatus.DECLINED, "", "resource_missing")


async def test_finds_charges_by_key(stripe: StripeStandIn, gateway: StripeGateway) -> None:
    """As they are now; nothing for a key that Stripe does not know."""
    assert await gateway.find(KEY) is None
    assert (await charge(gateway, "card_slow")).status is ChargeStatus.PENDING
    stripe.intents["pi_1"]["status"] = "succeeded"
    assert await gateway.find(KEY) == ChargeResult(ChargeStatus.APPROVED, "pi_1")
    stripe.intents["pi_1"]["status"] = "requires_payment_method"
    stripe.intents["pi_1"]["last_payment_error"] = {"code": "expired_card"}
    assert await gateway.find(KEY) == ChargeResult(ChargeStatus.DECLINED, "pi_1", "expired_card")


async def test_refunds_and_reports_what_is_refused(
    stripe: StripeStandIn, gateway: StripeGateway
) -> None:
    """Once for each key; more than the charge is declined."""
    charged = await charge(gateway)
    refund = await gateway.refund("refund_1", charged.reference, PRICE)
    assert (refund.status, refund.reference) == (RefundStatus.APPROVED, "re_1")
    assert await gateway.refund("refund_1", charged.reference, PRICE) == refund
    assert len(stripe.refunds) == 1
    more = await gateway.refund("refund_2", charged.reference, Money(Decimal(7), "GBP"))
    assert (more.status, more.reason) == (RefundStatus.DECLINED, "charge_already_refunded")


@pytest.mark.parametrize(
    ("before", "answer"),
    [
        ("processing", VoidStatus.VOIDED),
        ("canceled", VoidStatus.VOIDED),
        ("succeeded", VoidStatus.ALREADY_CHARGED),
        ("unstoppable", VoidStatus.NOT_VOIDABLE),
    ],
)
async def test_voids_what_is_not_charged(
    stripe: StripeStandIn, gateway: StripeGateway, before: str, answer: VoidStatus
) -> None:
    """Or says why it cannot."""
    await charge(gateway, "card_slow")
    stripe.intents["pi_1"]["status"] = before
    result = await gateway.void(KEY)
    assert (result.status, result.reference) == (answer, "pi_1")


async def test_cannot_block_a_key_that_stripe_has_not_seen(gateway: StripeGateway) -> None:
    """Its search lags, so an unknown charge may still turn up."""
    assert (await gateway.void(KEY)).status is VoidStatus.NOT_VOIDABLE


@pytest.mark.parametrize(
    ("status", "error"),
    [(500, GatewayTimeout), (401, GatewayUnavailable), (429, GatewayUnavailable)],
)
async def test_tells_doubt_from_refusal(
    stripe: StripeStandIn, gateway: StripeGateway, status: int, error: type[Exception]
) -> None:
    """A server error may have charged; refused keys and rate limits did nothing."""
    stripe.status, stripe.error = status, {"type": "api_error", "message": "no"}
    with pytest.raises(error):
        await charge(gateway)
    with pytest.raises(error):
        await gateway.refund("refund_1", "pi_1", PRICE)
    with pytest.raises(error):
        await gateway.find(KEY)


async def test_an_answer_that_does_not_come_may_have_acted(stripe: StripeStandIn) -> None:
    """And it is not asked a second time behind our back."""
    stripe.silent = True
    async with (
        running(stripe) as at,
        stripe_gateway("sk_test_1", answer_seconds=0.3, api_url=at.url) as gateway,
    ):
        with pytest.raises(GatewayTimeout):
            await charge(gateway)
    assert len(stripe.requests) == 1


async def test_a_stripe_that_cannot_be_reached_leaves_doubt() -> None:
    """The library does not tell whether anything was sent."""
    async with stripe_gateway("sk_test_1", api_url="http://127.0.0.1:1") as gateway:
        with pytest.raises(GatewayTimeout):
            await charge(gateway)
