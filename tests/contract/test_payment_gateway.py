"""What every payment gateway does with the test cards: the fake's promises hold at the sandbox."""

from collections.abc import AsyncIterator, Iterator
from decimal import Decimal
from uuid import uuid4

import pytest
from business_hexagon.application.errors import GatewayTimeout
from business_hexagon.application.ports.payment_gateway import (
    ChargeResult,
    ChargeStatus,
    PaymentGateway,
    RefundStatus,
    VoidStatus,
)
from business_hexagon.domain.values.money import Money
from http_transport import HttpClient
from payment_gateways.sandbox_gateway import SandboxGateway

from tests.fakes.scripted_payment_gateway import ScriptedPaymentGateway
from tests.fixtures.service_process import free_port, service_process

PRICE = Money(Decimal("6.78"), "GBP")


@pytest.fixture(scope="session")
def sandbox_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A sandbox whose late cards stay pending and which posts no callbacks."""
    port = free_port()
    environment = {
        "PAYMENT_GATEWAY_SANDBOX_PORT": str(port),
        "PAYMENT_LEDGER_FILE": str(tmp_path_factory.mktemp("sandbox") / "ledger.jsonl"),
        "LATE_SECONDS": "3600",
        "STALL_SECONDS": "3600",
    }
    with service_process("payment_gateway_sandbox", port, environment) as url:
        yield url


@pytest.fixture
async def sandbox_gateway(sandbox_url: str) -> AsyncIterator[PaymentGateway]:
    """The real adapter before the real sandbox."""
    async with HttpClient(sandbox_url) as client:
        yield SandboxGateway(client, timeout=20.0)


@pytest.fixture
async def impatient_gateway(sandbox_url: str) -> AsyncIterator[PaymentGateway]:
    """The same with little time."""
    async with HttpClient(sandbox_url) as client:
        yield SandboxGateway(client, timeout=1.0)


@pytest.fixture
def fake_gateway() -> PaymentGateway:
    """The fake, empty."""
    return ScriptedPaymentGateway()


@pytest.fixture(params=["fake", pytest.param("sandbox", marks=pytest.mark.integration)])
def gateway(request: pytest.FixtureRequest) -> PaymentGateway:
    """Each implementation in turn."""
    found: PaymentGateway = request.getfixturevalue(f"{request.param}_gateway")
    return found


async def charge(gateway: PaymentGateway, card: str) -> tuple[str, ChargeResult]:
    """Charge a new order; returns the key with the result."""
    order_id = uuid4()
    key = f"{order_id}:charge"
    return key, await gateway.charge(key, order_id, PRICE, card)


@pytest.mark.parametrize(
    ("card", "status"),
    [
        ("card_approve", ChargeStatus.APPROVED),
        ("card_duplicate", ChargeStatus.APPROVED),
        ("card_decline", ChargeStatus.DECLINED),
        ("no_such_card", ChargeStatus.DECLINED),
        ("card_late", ChargeStatus.PENDING),
        ("card_late_decline", ChargeStatus.PENDING),
        ("card_late_unvoidable", ChargeStatus.PENDING),
    ],
)
async def test_answers_by_the_test_card(
    gateway: PaymentGateway, card: str, status: ChargeStatus
) -> None:
    """A decline has a reason, the others have none; each charge has a reference."""
    key, result = await charge(gateway, card)
    assert result.status is status
    assert result.reference
    assert (result.reason is not None) == (status is ChargeStatus.DECLINED)
    assert await gateway.find(key) == result


async def test_charges_once_for_each_key(gateway: PaymentGateway) -> None:
    """The same request again gives the same charge."""
    order_id = uuid4()
    key = f"{order_id}:charge"
    first = await gateway.charge(key, order_id, PRICE, "card_approve")
    assert await gateway.charge(key, order_id, PRICE, "card_approve") == first


@pytest.fixture
def hasty(request: pytest.FixtureRequest, gateway: PaymentGateway) -> PaymentGateway:
    """The same gateway, with little time for an answer."""
    if isinstance(gateway, ScriptedPaymentGateway):
        return gateway
    found: PaymentGateway = request.getfixturevalue("impatient_gateway")
    return found


async def test_finds_a_charge_whose_answer_never_came(
    gateway: PaymentGateway, hasty: PaymentGateway
) -> None:
    """The money moved; the same key finds it."""
    order_id = uuid4()
    key = f"{order_id}:charge"
    with pytest.raises(GatewayTimeout):
        await hasty.charge(key, order_id, PRICE, "card_timeout")
    found = await gateway.find(key)
    assert found is not None
    assert found.status is ChargeStatus.APPROVED
    assert await gateway.charge(key, order_id, PRICE, "card_timeout") == found


async def test_finds_nothing_under_a_key_it_never_saw(gateway: PaymentGateway) -> None:
    """Nothing is not pending."""
    assert await gateway.find(f"{uuid4()}:charge") is None


async def test_refunds_part_by_part_and_never_more_than_was_charged(
    gateway: PaymentGateway,
) -> None:
    """Each part once for its key; the penny too much is declined with a reason."""
    _, charged = await charge(gateway, "card_approve")
    part = Money(Decimal("3.39"), "GBP")
    first_key = str(uuid4())
    first = await gateway.refund(first_key, charged.reference, part)
    assert first.status is RefundStatus.APPROVED
    assert await gateway.refund(first_key, charged.reference, part) == first
    second = await gateway.refund(str(uuid4()), charged.reference, part)
    assert second.status is RefundStatus.APPROVED
    assert second.reference != first.reference
    penny = Money(Decimal("0.01"), "GBP")
    third = await gateway.refund(str(uuid4()), charged.reference, penny)
    assert third.status is RefundStatus.DECLINED
    assert third.reason


@pytest.mark.parametrize("card", ["card_decline", "card_late"])
async def test_refunds_nothing_of_a_charge_that_took_nothing(
    gateway: PaymentGateway, card: str
) -> None:
    """Neither declined nor undecided charges hold money."""
    _, charged = await charge(gateway, card)
    refund = await gateway.refund(str(uuid4()), charged.reference, PRICE)
    assert refund.status is RefundStatus.DECLINED


async def test_refunds_nothing_of_a_charge_it_does_not_know(gateway: PaymentGateway) -> None:
    """A wrong reference is declined, not an accident."""
    refund = await gateway.refund(str(uuid4()), "charge_of_nobody", PRICE)
    assert refund.status is RefundStatus.DECLINED


async def test_blocks_a_key_that_is_voided_before_its_charge(gateway: PaymentGateway) -> None:
    """A charge that was still on its way takes no money."""
    order_id = uuid4()
    key = f"{order_id}:charge"
    assert (await gateway.void(key)).status is VoidStatus.VOIDED
    late = await gateway.charge(key, order_id, PRICE, "card_approve")
    assert late.status is ChargeStatus.VOIDED
    assert (await gateway.void(key)).status is VoidStatus.VOIDED


async def test_voids_an_undecided_charge(gateway: PaymentGateway) -> None:
    """And finds it voided from then on."""
    key, _ = await charge(gateway, "card_late")
    assert (await gateway.void(key)).status is VoidStatus.VOIDED
    found = await gateway.find(key)
    assert found is not None
    assert found.status is ChargeStatus.VOIDED


@pytest.mark.parametrize(
    ("card", "status"),
    [
        ("card_approve", VoidStatus.ALREADY_CHARGED),
        ("card_late_unvoidable", VoidStatus.NOT_VOIDABLE),
        ("card_decline", VoidStatus.VOIDED),
    ],
)
async def test_says_why_a_charge_is_not_voided(
    gateway: PaymentGateway, card: str, status: VoidStatus
) -> None:
    """Too late, or out of its hands; a declined charge takes no money anyway."""
    key, charged = await charge(gateway, card)
    answer = await gateway.void(key)
    assert answer.status is status
    assert answer.reference == charged.reference
