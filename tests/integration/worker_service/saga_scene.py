"""A shop in five processes for the tests of the order saga, and how to watch it."""

import asyncio
import json
import signal
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from decimal import Decimal
from uuid import uuid4

from http_transport import HttpClient
from integration_events.subscriptions import INBOX_CONSUMERS, SUBSCRIPTIONS
from pydantic import TypeAdapter
from storage_contracts.json_value import Json, JsonObject
from storage_contracts.reports import InvariantReport
from storage_contracts.stored_event import StoredEvent

from tests.integration.api_service.api_scene import Answer, Api, an_order
from tests.integration.worker_service.running_process import RunningProcess

DEADLINE_SECONDS = 120.0
_EVENTS = TypeAdapter(list[StoredEvent])
_JSON = ((b"content-type", b"application/json"),)
_INVARIANT_QUESTION = json.dumps(
    {
        "subscriptions": {
            name: list(SUBSCRIPTIONS[name])
            for name in INBOX_CONSUMERS
            if name.startswith("worker_")  # others have processes of their own, not in this scene
        }
    }
).encode()


async def eventually(condition: Callable[[], Awaitable[bool]]) -> None:
    """Return when the condition holds; fail after a deadline."""
    deadline = time.monotonic() + DEADLINE_SECONDS
    while not await condition():
        assert time.monotonic() < deadline, "it never came true"
        await asyncio.sleep(0.03)


@dataclass(frozen=True, slots=True)
class Shop:
    """Everything that a test of the saga touches.

    Attributes:
        admin: The API as staff.
        postgres: db_postgres_service, to look at rows and events.
        gateway: The sandbox, to look at its ledger.
        worker: The worker's process.
        processes: All processes by their names.
    """

    admin: Api
    postgres: HttpClient
    gateway: HttpClient
    worker: RunningProcess
    processes: dict[str, RunningProcess]

    @asynccontextmanager
    async def worker_frozen(self) -> AsyncIterator[None]:
        """Lets nothing happen in the worker for the length of a block."""
        self.worker.send(signal.SIGSTOP)
        try:
            yield
        finally:
            self.worker.send(signal.SIGCONT)

    async def place(self, card: str, *, stock: int = 100, **changes: Json) -> "PlacedOrder":
        """Places an order of two pieces of a new product at 3.39 each."""
        product = await self.admin.add_product(opening_stock=stock)
        product_id = product["id"]
        assert isinstance(product_id, str)
        body = an_order(product_id) | {"payment_method": card} | changes
        answer = await self.admin.post("/api/v1/orders", body, {"idempotency-key": uuid4().hex})
        assert answer.status == 201, answer.response.body
        return PlacedOrder(self, answer.text("id"), product_id)

    async def read(self, path: str) -> JsonObject:
        """An object of db_postgres_service."""
        return Answer(await self.postgres.request("GET", path)).body

    async def is_settled(self) -> bool:
        """Whether the outbox is empty and no saga is under way."""
        outbox = await self.read("/outbox?published_at__is_null=true&limit=1")
        open_sagas = await self.read("/sagas?step__in=reserving,charging,confirming,compensating")
        return not outbox["items"] and not open_sagas["items"]

    async def violations(self) -> list[str]:
        """What breaks an invariant once everything has settled; an empty list is right."""
        report: InvariantReport | None = None

        async def holds() -> bool:
            nonlocal report
            answer = await self.postgres.request(
                "POST", "/invariants", headers=_JSON, body=_INVARIANT_QUESTION
            )
            report = InvariantReport.model_validate_json(answer.body)
            return not any(report.invariants.values())

        await eventually(self.is_settled)
        try:
            await eventually(holds)
        except AssertionError:
            assert report is not None
            return [str(each) for rows in report.invariants.values() for each in rows]
        return []


@dataclass(frozen=True, slots=True)
class PlacedOrder:
    """One order and its trail.

    Attributes:
        shop: Where it was placed.
        id: Its id.
        product_id: The product of its only line.
    """

    shop: Shop
    id: str
    product_id: str

    async def row(self) -> JsonObject:
        """The order with lines and refunds."""
        return await self.shop.read(f"/orders/{self.id}")

    async def has_status(self, status: str) -> bool:
        """Whether it has this status now."""
        return (await self.row())["status"] == status

    async def becomes(self, status: str) -> None:
        """Waits until it has this status."""
        await eventually(lambda: self.has_status(status))

    async def saga(self) -> JsonObject:
        """The saga's row."""
        return await self.shop.read(f"/sagas/{self.id}")

    async def is_at(self, step: str) -> bool:
        """Whether its saga is at this step."""
        return (await self.saga())["step"] == step

    async def payment(self) -> JsonObject | None:
        """The payment's row, None when there is none."""
        found = await self.shop.read(f"/payments?order_id__eq={self.id}")
        items = found["items"]
        assert isinstance(items, list)
        assert len(items) <= 1
        first = items[0] if items else None
        return first if isinstance(first, dict) else None

    async def payment_is(self, status: str) -> bool:
        """Whether its payment has this status."""
        payment = await self.payment()
        return payment is not None and payment["status"] == status

    async def stock(self) -> tuple[Json, Json, Json]:
        """Pieces of its product that are free, reserved and sold."""
        row = await self.shop.read(f"/stock/{self.product_id}")
        return row["free"], row["reserved"], row["sold"]

    async def events(self) -> list[str]:
        """The published events of the order, its saga and its payment, by stream."""
        streams = [f"order/{self.id}", f"saga/{self.id}"]
        payment = await self.payment()
        if payment is not None:
            streams.append(f"payment/{payment['id']}")
        story: list[str] = []
        for stream in streams:
            answer = await self.shop.postgres.request("GET", f"/event_streams/{stream}")
            events = _EVENTS.validate_json(answer.body)
            story.extend(event.event_type for event in events if event.publish)
        return story

    async def cancel(self) -> Answer:
        """Asks for its cancellation as staff."""
        path = f"/api/v1/orders/{self.id}/cancel"
        return await self.shop.admin.post(path, {"reason": "changed_my_mind"})

    async def refund(self, quantity: int, line_no: int = 1) -> Answer:
        """Asks for a refund as staff."""
        body: Json = {"lines": [{"line_no": line_no, "quantity": quantity}], "reason": "broken"}
        return await self.shop.admin.post(f"/api/v1/orders/{self.id}/refunds", body)

    async def charges(self) -> list[JsonObject]:
        """Its charges in the gateway's ledger."""
        ledger = Answer(await self.shop.gateway.request("GET", "/ledger"))
        return [row for row in ledger.rows("charges") if row["order_id"] == self.id]

    async def money_kept(self) -> Decimal:
        """What the gateway took and did not give back."""
        ledger = Answer(await self.shop.gateway.request("GET", "/ledger"))
        charges = [
            row
            for row in ledger.rows("charges")
            if row["order_id"] == self.id and row["status"] == "approved"
        ]
        ids = {row["charge_id"] for row in charges}
        refunds = [
            row
            for row in ledger.rows("refunds")
            if row["charge_id"] in ids and row["status"] == "approved"
        ]
        return _sum(charges) - _sum(refunds)


def _sum(rows: list[JsonObject]) -> Decimal:
    return sum((Decimal(str(row["amount"])) for row in rows), Decimal(0))
