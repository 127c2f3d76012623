"""The sandbox as a process: its HTTP interface, its callbacks, and what it remembers."""

import asyncio
import hashlib
import hmac
import signal
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from pathlib import Path
from uuid import uuid4

import pytest
from http_transport import ConnectionClosed, HttpClient, TransportError
from starlette.types import Receive, Scope, Send
from storage_contracts.json_value import Json

from tests.fixtures.service_process import free_port
from tests.integration.api_service.api_scene import Answer, Api
from tests.integration.worker_service.running_process import RunningProcess
from tests.integration.worker_service.saga_scene import eventually
from tests.unit.service_runtime.running_server import running

pytestmark = pytest.mark.integration

SECRET = "callback secret"


@dataclass
class CallbackPage:
    """Where callbacks arrive; refuses the first few.

    Attributes:
        bodies: What came with a right signature, in order.
        refusals: How many more to refuse.
    """

    bodies: list[bytes] = field(default_factory=list)
    refusals: int = 0
    news: asyncio.Event = field(default_factory=asyncio.Event)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Take one; lifespan is not supported."""
        if scope["type"] != "http":
            raise RuntimeError("no lifespan")
        body: bytes = (await receive())["body"]
        signature = dict(scope["headers"])[b"x-signature"].decode()
        expected = hmac.new(SECRET.encode(), body, hashlib.sha256).hexdigest()
        assert (scope["path"], signature) == ("/callbacks", expected)
        self.bodies.append(body)
        self.news.set()
        status = 503 if self.refusals else 204
        self.refusals = max(0, self.refusals - 1)
        await send({"type": "http.response.start", "status": status, "headers": []})
        await send({"type": "http.response.body", "body": b""})

    async def has(self, number: int) -> None:
        """Wait for so many."""
        async with asyncio.timeout(60):
            while len(self.bodies) < number:
                self.news.clear()
                await self.news.wait()


@pytest.fixture
async def page() -> AsyncIterator[tuple[CallbackPage, str]]:
    """A page that takes callbacks, and its address."""
    page = CallbackPage()
    async with running(page) as server:
        yield page, f"{server.url}/callbacks"


@pytest.fixture
async def sandbox(page: tuple[CallbackPage, str], tmp_path: Path) -> AsyncIterator[RunningProcess]:
    """A running sandbox that decides late cards soon."""
    port = free_port()
    process = RunningProcess(
        "payment_gateway_sandbox",
        port,
        {
            "PAYMENT_GATEWAY_SANDBOX_PORT": str(port),
            "PAYMENT_LEDGER_FILE": str(tmp_path / "ledger.jsonl"),
            "PAYMENT_CALLBACK_URL": page[1],
            "PAYMENT_CALLBACK_SECRET": SECRET,
            "LATE_SECONDS": "0.2",
            "STALL_SECONDS": "3600",
        },
        tmp_path / "sandbox.log",
    )
    await process.start_and_wait()
    yield process
    await process.stop()


@pytest.fixture
async def api(sandbox: RunningProcess) -> AsyncIterator[Api]:
    """A client of it."""
    async with HttpClient(sandbox.url) as client:
        yield Api(client)


def a_charge(card: str = "card_approve") -> dict[str, Json]:
    """The body of a charge."""
    return {
        "idempotency_key": uuid4().hex,
        "order_id": str(uuid4()),
        "amount": "6.78",
        "currency": "GBP",
        "payment_method": card,
    }


async def has_charges(api: Api, number: int) -> bool:
    """Whether the ledger holds so many."""
    return len((await api.get("/ledger")).rows("charges")) == number


@pytest.mark.parametrize(
    "changes",
    [
        {"amount": "0"},
        {"amount": "-1"},
        {"amount": "1.23456"},
        {"currency": "gbp"},
        {"order_id": "1"},
        {"idempotency_key": ""},
        {"surprise": 1},
    ],
)
async def test_refuses_what_is_no_charge(api: Api, changes: dict[str, Json]) -> None:
    """And notes nothing."""
    assert (await api.post("/charges", a_charge() | changes)).status == 422
    assert (await api.get("/ledger")).rows("charges") == []


async def test_refuses_a_key_with_another_request(api: Api) -> None:
    """Money moves once for each key."""
    body = a_charge()
    assert (await api.post("/charges", body)).status == 200
    assert (await api.post("/charges", body | {"amount": "9.99"})).status == 409
    assert [row["amount"] for row in (await api.get("/ledger")).rows("charges")] == ["6.78"]


async def test_remembers_money_after_it_was_killed(api: Api, sandbox: RunningProcess) -> None:
    """Even that of an answer that it never gave."""
    answered, stalled = a_charge(), a_charge("card_timeout")
    charge_id = (await api.post("/charges", answered)).text("charge_id")

    async def charge_without_answer() -> Answer | None:
        try:
            return await api.post("/charges", stalled)
        except (ConnectionClosed, TransportError):
            return None

    waiting = asyncio.create_task(charge_without_answer())
    await eventually(lambda: has_charges(api, 2))
    sandbox.send(signal.SIGKILL)
    await sandbox.wait()
    assert await waiting is None
    await sandbox.start_and_wait()
    assert (await api.post("/charges", answered)).text("charge_id") == charge_id
    found = await api.get(f"/charges/{stalled['idempotency_key']}")
    assert (found.status, found.text("status")) == (200, "approved")


async def test_posts_a_late_outcome_until_it_is_taken(
    api: Api, sandbox: RunningProcess, page: tuple[CallbackPage, str]
) -> None:
    """Also after it was killed in between."""
    callbacks, _ = page
    callbacks.refusals = 1_000
    body = a_charge("card_late")
    assert (await api.post("/charges", body)).text("status") == "pending"
    await callbacks.has(2)
    sandbox.send(signal.SIGKILL)
    await sandbox.wait()
    callbacks.refusals = 0
    known = len(callbacks.bodies)
    await sandbox.start_and_wait()
    await callbacks.has(known + 1)
    assert len(set(callbacks.bodies)) == 1
    found = await api.get(f"/charges/{body['idempotency_key']}")
    assert found.text("status") == "approved"


async def test_ends_soon_although_it_holds_an_answer_back(
    api: Api, sandbox: RunningProcess
) -> None:
    """Nobody waits an hour for a test card."""
    waiting = asyncio.create_task(api.post("/charges", a_charge("card_timeout")))
    await eventually(lambda: has_charges(api, 1))
    sandbox.send(signal.SIGTERM)
    async with asyncio.timeout(15):
        assert await sandbox.wait() == 0
    with pytest.raises(TransportError):
        await waiting
