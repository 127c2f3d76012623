"""A repeated request gets its first answer, and does nothing again."""

import asyncio
import hashlib
from typing import TYPE_CHECKING
from uuid import uuid4

import pytest

from tests.integration.api_service.api_scene import PASSWORD, Answer, Api, an_order
from tests.integration.api_service.database import Database

if TYPE_CHECKING:
    from storage_contracts.json_value import Json

pytestmark = pytest.mark.integration
KEPT = ("etag", "location", "content-type")


def key() -> dict[str, str]:
    """A fresh key."""
    return {"idempotency-key": uuid4().hex}


def same(first: Answer, second: Answer) -> None:
    """The second is a replay of the first, as far as a client can tell."""
    assert second.header("idempotency-replayed") == "true"
    assert (second.status, second.response.body) == (first.status, first.response.body)
    assert [second.header(name) for name in KEPT] == [first.header(name) for name in KEPT]


async def test_a_repeated_order_is_placed_once(guest: Api, admin: Api, database: Database) -> None:
    """Status, body, ETag and Location are those of the first answer."""
    product = await admin.add_product()
    headers = key()
    first = await guest.place_order(product["id"], headers)
    orders = await database.count("orders")

    second = await guest.place_order(product["id"], headers)

    assert first.status == 201
    assert first.header("location") == f"/api/v1/orders/{first.text('id')}"
    assert first.header("etag") == '"1"'
    same(first, second)
    assert await database.count("orders") == orders


async def test_orders_sent_at_once_are_placed_once(
    guest: Api, admin: Api, database: Database
) -> None:
    """Whoever comes second waits, or is told to."""
    product = await admin.add_product()
    headers, before = key(), await database.count("orders")

    answers = await asyncio.gather(*(guest.place_order(product["id"], headers) for _ in range(8)))

    assert {answer.status for answer in answers} <= {201, 409}
    assert len({answer.text("id") for answer in answers if answer.status == 201}) == 1
    assert await database.count("orders") == before + 1


async def test_a_replay_gives_the_first_answer_although_the_world_moved_on(
    guest: Api, admin: Api
) -> None:
    """The product is no longer for sale, and the client that never saw its answer gets it."""
    product = await admin.add_product()
    headers = key()
    first = await guest.place_order(product["id"], headers)
    await admin.ask(
        "PATCH", f"/api/v1/products/{product['id']}", {"is_active": False}, {"if-match": '"1"'}
    )

    second = await guest.place_order(product["id"], headers)

    same(first, second)
    refused = await guest.place_order(product["id"], key())
    assert (refused.status, refused.code) == (422, "product_inactive")
    assert refused.paths == ["lines.0.product_id"]


async def test_the_same_key_with_another_payload_is_refused(
    guest: Api, admin: Api, database: Database
) -> None:
    """One key means one request."""
    product = await admin.add_product()
    headers = key()
    await guest.place_order(product["id"], headers)
    before = await database.fingerprint()

    answer = await guest.place_order(product["id"], headers, payment_method="card_decline")

    assert (answer.status, answer.code) == (422, "idempotency_conflict")
    assert await database.fingerprint() == before


async def test_nobody_meets_the_key_of_another(guest: Api, admin: Api) -> None:
    """Keys are unique for a user and a route."""
    product = await admin.add_product()
    headers = key()
    ada, bob = await guest.register(), await guest.register()

    first = await ada.place_order(product["id"], headers)
    second = await bob.place_order(product["id"], headers)

    assert (first.status, second.status) == (201, 201)
    assert first.text("id") != second.text("id")


async def test_every_command_can_be_repeated(admin: Api) -> None:
    """Each gives its first answer again."""
    product: Json = {
        "sku": uuid4().hex[:12],
        "name": "Lantern",
        "unit_price": "1",
        "currency": "GBP",
    }
    headers = key()
    created = await admin.post("/api/v1/products", product, headers)
    same(created, await admin.post("/api/v1/products", product, headers))
    where = created.header("location") or ""
    assert where == f"/api/v1/products/{created.text('id')}"

    headers = key()
    adjusted = await admin.post(
        f"{where}/stock_adjustments", {"delta": 5, "reason": "count"}, headers
    )
    same(
        adjusted,
        await admin.post(f"{where}/stock_adjustments", {"delta": 5, "reason": "count"}, headers),
    )
    assert (await admin.get(f"{where}/stock")).body["free"] == 5

    headers = key() | {"if-match": '"1"'}
    changed = await admin.ask("PATCH", where, {"name": "Lamp"}, headers)
    same(changed, await admin.ask("PATCH", where, {"name": "Lamp"}, headers))

    headers = key()
    task = await admin.post("/api/v1/tasks", {"title": "Count"}, headers)
    same(task, await admin.post("/api/v1/tasks", {"title": "Count"}, headers))


async def test_no_trace_of_a_password_is_stored_with_the_key(
    guest: Api, database: Database
) -> None:
    """A hash of a body with a password in it could be guessed at leisure."""
    body = f'{{"email":"{uuid4().hex}@example.com","password":"{PASSWORD}","name":"Ada"}}'.encode()
    headers = key()

    first = await guest.post("/api/v1/auth/register", body, headers)
    again = await guest.post("/api/v1/auth/register", body, headers)

    assert (again.status, again.response.body) == (first.status, first.response.body)

    stored = await database.connection.fetchrow(
        "select request_hash, response::text from idempotency_records where key = $1",
        headers["idempotency-key"],
    )
    assert stored is not None
    path = b"/api/v1/auth/register\n"
    assert stored["request_hash"] != hashlib.sha256(path + body).hexdigest()
    assert PASSWORD not in (stored["response"] or "")


async def test_a_body_without_a_key_is_not_remembered(guest: Api, admin: Api) -> None:
    """Two orders are two orders."""
    product = await admin.add_product()

    first = await guest.post("/api/v1/orders", an_order(product["id"]))
    second = await guest.post("/api/v1/orders", an_order(product["id"]))

    assert first.text("id") != second.text("id")


async def test_a_key_is_nobody_elses(guest: Api, admin: Api) -> None:
    """Another user, or a guest, with the same key and body gets an order of his own."""
    product = await admin.add_product()
    ada, eve = await guest.register(), await guest.register()
    headers = key()

    answers = [await one.place_order(product["id"], headers) for one in (ada, eve, guest)]

    assert [answer.status for answer in answers] == [201, 201, 201]
    assert len({answer.text("id") for answer in answers}) == 3
    assert [answer.header("idempotency-replayed") for answer in answers] == [None] * 3
