"""OWASP API10: those whom we ask may lie: the payment gateway, and what sits on a data service."""

import json
from collections.abc import AsyncIterator
from typing import Final
from uuid import uuid4

import pytest
from pydantic import TypeAdapter
from storage_contracts.json_value import JsonObject

from tests.fixtures.eventually import eventually
from tests.fixtures.small_server import ReceivedRequest, SmallServer, answer
from tests.fixtures.two_faced_gateway import Lie
from tests.security.conftest import OpenProduct
from tests.security.person import Person
from tests.security.second_api import second_api_with
from tests.security.stage import Stage
from tests.security.wire import Wire

_LEDGER: Final = TypeAdapter[dict[str, list[JsonObject]]](dict[str, list[JsonObject]])
_HUGE: Final = 70 * 1024 * 1024


def _charge(request: ReceivedRequest, **changed: str) -> bytes:
    """What an honest gateway would answer, but for this."""
    asked = json.loads(request.body)
    told = asked | {"charge_id": f"charge_{uuid4().hex}", "status": "approved", "reason": None}
    return answer(200, json.dumps(told | changed).encode())


def _by_body(body: bytes, status: int = 200) -> Lie:
    return lambda _request: answer(status, body)


_LIES: Final[dict[str, Lie]] = {
    "another amount": lambda request: _charge(request, amount="0.01"),
    "another currency": lambda request: _charge(request, currency="JPY"),
    "another order": lambda request: _charge(request, order_id=str(uuid4())),
    "another key": lambda request: _charge(request, idempotency_key=f"{uuid4()}:charge"),
    "an unknown status": lambda request: _charge(request, status="free_of_charge"),
    "no status": _by_body(b'{"charge_id":"charge_1"}'),
    "no charge": _by_body(b'{"status":"approved"}'),
    "no JSON": _by_body(b"<html>approved</html>"),
    "a list": _by_body(b'["approved"]'),
    "nothing": _by_body(b""),
    "too deep": _by_body(b'{"a":' * 50_000),
    "huge": lambda _request: answer(200, b" " * 1000)[:-1000].replace(
        b"Content-Length: 1000", b"Content-Length: %d" % _HUGE
    ),
    "an error": _by_body(b'{"status":"approved","charge_id":"charge_1"}', 500),
    "a wrong length": lambda _request: b"HTTP/1.1 200 OK\r\nContent-Length: -5\r\n\r\n{}",
    "no HTTP": lambda _request: b"approved\r\n\r\n",
    "a hang up": lambda _request: b"",
}


@pytest.mark.parametrize("name", _LIES)
async def test_a_lie_of_the_gateway_makes_no_order_paid(
    stage: Stage, regular: Person, open_product: OpenProduct, name: str
) -> None:
    """Told once about a charge: nobody believes it, the truth is asked for and found."""
    gateway = stage.shared.gateway
    card = f"card_lie_{uuid4().hex[:12]}"
    gateway.lie_about(card, _LIES[name])
    placed = await regular.order(await open_product(5), payment_method=card)
    order_id = placed.text("id")

    async def completed() -> JsonObject | None:
        found = (await regular.get(f"/orders/{order_id}")).json
        return found if found["status"] == "completed" else None

    order = await eventually(completed, f"order {order_id}", seconds=120)
    assert gateway.lies_left(card) == 0
    (payment,) = (await regular.get(f"/orders/{order_id}/payments")).items
    assert payment["amount"] == order["charge_amount"]
    # What is believed is what the honest ledger has, charge by charge.
    ledger = await Wire(stage.url_of("payment_gateway_sandbox")).send("GET", "/ledger")
    charges = [
        one for one in _LEDGER.validate_json(ledger.body)["charges"] if one["order_id"] == order_id
    ]
    assert [one["charge_id"] for one in charges] == [payment["gateway_reference"]]


async def test_a_redirect_of_the_gateway_is_not_followed(
    stage: Stage, regular: Person, open_product: OpenProduct
) -> None:
    """To wherever it leads: the keys and the order would be told to a stranger."""

    async def take(_request: ReceivedRequest) -> bytes:
        return answer(200, b'{"status":"approved","charge_id":"charge_of_a_stranger"}')

    async with SmallServer(take) as stranger:
        card = f"card_lie_{uuid4().hex[:12]}"

        def away(_request: ReceivedRequest) -> bytes:
            return answer(307, b"", "text/plain", f"Location: {stranger.url}/charges")

        stage.shared.gateway.lie_about(card, away)
        placed = await regular.order(await open_product(5), payment_method=card)

        async def completed() -> bool | None:
            found = await regular.get(f"/orders/{placed.text('id')}")
            return True if found.json["status"] == "completed" else None

        assert await eventually(completed, "the truth", seconds=120)
        assert stranger.connections == 0


async def test_a_genuine_answer_is_believed_at_once(
    stage: Stage, regular: Person, open_product: OpenProduct
) -> None:
    """Control: through the same two faces an order is paid with the first answer."""
    placed = await regular.order(await open_product(5))

    async def completed() -> bool | None:
        found = await regular.get(f"/orders/{placed.text('id')}")
        return True if found.json["status"] == "completed" else None

    assert await eventually(completed, "the order")
    key = placed.text("id")
    asked = [one for one in stage.shared.gateway.server.received if key.encode() in one.body]
    assert [one.target for one in asked] == ["/charges"]


class _LyingDataService:
    """Answers everything with what a test wants; its probe is always in best health."""

    def __init__(self) -> None:
        self._told = answer(200, b"{}")
        self.server = SmallServer(self._answer)

    async def _answer(self, request: ReceivedRequest) -> bytes:
        if request.target in {"/health", "/ready"}:
            return answer(200, b'{"status":"ready","service":"db_mongo_service","checks":{}}')
        return self._told

    def answer_with(self, told: bytes) -> None:
        """Say this from now on."""
        self._told = told


@pytest.fixture(scope="module")
async def deceived(stage: Stage) -> AsyncIterator[tuple[Wire, _LyingDataService]]:
    """An API whose document data service is not ours."""
    liar = _LyingDataService()
    log = stage.shared.folder / "deceived_api.log"
    async with liar.server:
        changes = {"DB_MONGO_SERVICE_URL": liar.server.url}
        async with second_api_with(stage, log, changes) as api:
            yield Wire(api.url), liar


async def test_a_lying_data_service_brings_the_api_to_an_honest_503(
    deceived: tuple[Wire, _LyingDataService], staff: Person
) -> None:
    """Redirects, errors with secrets in them, endless and broken answers."""
    wire, liar = deceived
    path = "/api/v1/analytics/revenue"

    async def take(_request: ReceivedRequest) -> bytes:
        return answer(200, b"{}")

    async with SmallServer(take) as stranger:
        lies: dict[str, bytes] = {
            "a redirect": answer(302, b"", "text/plain", f"Location: {stranger.url}/"),
            "an error": answer(500, b"Traceback: password=hunter2 at /app/main.py"),
            "a teapot": answer(418, b"short and stout"),
            "no HTTP": b"hello\r\n\r\n",
            "a hang up": b"",
            "a header": b"HTTP/1.1 200 OK\r\nSet-Cookie: a=b\r\nContent-Length: -1\r\n\r\n",
        }
        for name, told in lies.items():
            liar.answer_with(told)
            found = await wire.send("GET", path, staff.authorization)
            assert found.status in {500, 502, 503}, (name, found)
            assert found.header("content-type") == "application/problem+json", name
            assert b"hunter2" not in found.body, name
            assert found.header("set-cookie") is None
            assert found.header("location") is None
        assert stranger.connections == 0
    # The key of the service token is shown to the service that it is for, no user's token is.
    assert staff.token is not None
    for request in liar.server.received:
        assert staff.token not in request.headers.get("authorization", "")
    # Control: a decent answer passes.
    report = await Wire(staff.wire.url).send("GET", path, staff.authorization)
    liar.answer_with(answer(200, report.body))
    found = await wire.send("GET", path, staff.authorization)
    assert (found.status, found.json) == (200, report.json)
