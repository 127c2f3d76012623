"""The sandbox's adapter before servers that misbehave."""

import json
from collections.abc import AsyncIterator
from decimal import Decimal
from uuid import UUID

import pytest
from business_hexagon.application.errors import GatewayTimeout, GatewayUnavailable
from business_hexagon.application.ports.payment_gateway import ChargeStatus, RefundStatus
from business_hexagon.domain.values.money import Money
from http_transport import HttpClient
from payment_gateways.sandbox_gateway import REFUSED, SandboxGateway
from starlette.types import Receive, Scope, Send

from tests.unit.service_runtime.running_server import running

ORDER_ID = UUID("1f0c7a52-55f2-6d10-b1a9-0242ac120002")
KEY = f"{ORDER_ID}:charge"
PRICE = Money(Decimal("6.78"), "GBP")


class Gateway:
    """Answers everything alike."""

    def __init__(self) -> None:
        self.status = 200
        self.body = b"{}"
        self.requests: list[tuple[str, bytes]] = []

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer; lifespan is not supported."""
        if scope["type"] != "http":
            raise RuntimeError("no lifespan")
        message = await receive()
        self.requests.append((scope["raw_path"].decode(), message.get("body", b"")))
        await send({"type": "http.response.start", "status": self.status, "headers": []})
        await send({"type": "http.response.body", "body": self.body})


@pytest.fixture
def server() -> Gateway:
    """The server's side."""
    return Gateway()


@pytest.fixture
async def gateway(server: Gateway) -> AsyncIterator[SandboxGateway]:
    """The adapter before it."""
    async with running(server) as at, HttpClient(at.url) as client:
        yield SandboxGateway(client)


async def test_sends_amounts_as_plain_decimals(server: Gateway, gateway: SandboxGateway) -> None:
    """Never in exponent form, never as a float."""
    server.body = b'{"charge_id":"c1","status":"approved","more":1}'
    await gateway.charge(KEY, ORDER_ID, Money(Decimal("1E+3"), "JPY"), "card_approve")
    ((path, body),) = server.requests
    assert path == "/charges"
    assert b'"amount":"1000.0000"' in body


async def test_quotes_keys_in_paths(server: Gateway, gateway: SandboxGateway) -> None:
    """A key is one path segment whatever it holds."""
    server.status = 404
    assert await gateway.find("a/b c") is None
    assert server.requests[0][0] == "/charges/a%2Fb%20c"


@pytest.mark.parametrize("status", [409, 429, 500, 503])
async def test_a_gateway_in_trouble_is_unavailable(
    server: Gateway, gateway: SandboxGateway, status: int
) -> None:
    """The same key is tried again later."""
    server.status = status
    with pytest.raises(GatewayUnavailable):
        await gateway.charge(KEY, ORDER_ID, PRICE, "card_approve")
    with pytest.raises(GatewayUnavailable):
        await gateway.refund("r1", "c1", PRICE)
    with pytest.raises(GatewayUnavailable):
        await gateway.void(KEY)
    with pytest.raises(GatewayUnavailable):
        await gateway.find(KEY)


async def test_a_request_that_is_not_accepted_is_declined(
    server: Gateway, gateway: SandboxGateway
) -> None:
    """Asking again would not help, and the order would wait for ever."""
    server.status = 422
    charged = await gateway.charge(KEY, ORDER_ID, PRICE, "card_approve")
    assert (charged.status, charged.reason) == (ChargeStatus.DECLINED, REFUSED)
    refunded = await gateway.refund("r1", "c1", PRICE)
    assert (refunded.status, refunded.reason) == (RefundStatus.DECLINED, REFUSED)


@pytest.mark.parametrize("body", [b"", b"<html>", b'{"charge_id":"c1","status":"perhaps"}'])
async def test_an_unreadable_answer_is_no_answer(
    server: Gateway, gateway: SandboxGateway, body: bytes
) -> None:
    """It is asked again by the same key."""
    server.body = body
    with pytest.raises(GatewayUnavailable, match="unreadable"):
        await gateway.charge(KEY, ORDER_ID, PRICE, "card_approve")


async def test_a_gateway_that_is_not_there_did_not_act() -> None:
    """No connection is another thing than no answer."""
    async with HttpClient("http://127.0.0.1:1") as client:
        with pytest.raises(GatewayUnavailable):
            await SandboxGateway(client).charge(KEY, ORDER_ID, PRICE, "card_approve")


async def test_an_answer_that_does_not_come_may_have_acted() -> None:
    """Only the same key may be asked then."""

    async def silent(scope: Scope, receive: Receive, send: Send) -> None:
        del send
        if scope["type"] != "http":
            raise RuntimeError("no lifespan")
        while (await receive())["type"] != "http.disconnect":
            pass

    async with running(silent) as at, HttpClient(at.url) as client:
        with pytest.raises(GatewayTimeout):
            await SandboxGateway(client, timeout=0.2).charge(KEY, ORDER_ID, PRICE, "card_approve")


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("idempotency_key", "another"),
        ("amount", "0.01"),
        ("amount", "1e-400"),
        ("charge_id", ""),
        ("charge_id", "x" * 300),
        ("currency", "JPY"),
        ("order_id", "1f0c7a52-55f2-6d10-b1a9-0242ac120003"),
    ],
)
async def test_an_answer_about_something_else_is_not_believed(
    server: Gateway, gateway: SandboxGateway, name: str, value: str
) -> None:
    """It may be another's charge; what says nothing of it, or the right thing, is believed."""
    said = {
        "charge_id": "c1",
        "status": "approved",
        "idempotency_key": KEY,
        "order_id": str(ORDER_ID),
        "amount": "6.7800",
        "currency": "GBP",
        "refund_id": "r1",
    }
    server.body = json.dumps(said | {name: value}).encode()
    with pytest.raises(GatewayUnavailable):
        await gateway.charge(KEY, ORDER_ID, PRICE, "card_approve")
    if name in {"idempotency_key", "amount", "charge_id"}:
        with pytest.raises(GatewayUnavailable):
            await gateway.refund(KEY, "c1", PRICE)
    server.body = json.dumps(said).encode()
    result = await gateway.charge(KEY, ORDER_ID, PRICE, "card_approve")
    assert result.status is ChargeStatus.APPROVED
    assert (await gateway.refund(KEY, "c1", PRICE)).status is RefundStatus.APPROVED
