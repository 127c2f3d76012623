"""OWASP API6: flows that are worth money, run twice, by others, at once or a thousand times."""

import asyncio
import hashlib
import hmac
import json
from decimal import Decimal
from functools import partial
from uuid import uuid4

import pytest

from tests.fixtures.eventually import eventually
from tests.security.conftest import OpenProduct
from tests.security.person import API, PASSWORD, Person, order_of
from tests.security.stage import Stage
from tests.security.wire import Wire, WireAnswer


def _refund(pieces: int) -> dict[str, object]:
    return {"lines": [{"line_no": 1, "quantity": pieces}], "reason": "broken"}


async def _becomes(person: Person, order_id: str, status: str) -> WireAnswer:
    async def look() -> WireAnswer | None:
        answer = await person.get(f"/orders/{order_id}")
        return answer if answer.json.get("status") == status else None

    return await eventually(look, f"order {order_id} {status}")


async def _refunded(person: Person, order_id: str) -> Decimal:
    (payment,) = (await person.get(f"/orders/{order_id}/payments")).items
    return Decimal(str(payment["refunded_amount"]))


async def _completed(customer: Person, product_id: str, pieces: int) -> str:
    order_id = (await customer.order(product_id, pieces)).text("id")
    await _becomes(customer, order_id, "completed")
    return order_id


async def test_money_goes_back_once_however_often_it_is_asked_for(
    customer: Person, support: Person, staff: Person, open_product: OpenProduct
) -> None:
    """The same request repeated is one refund; six at once with keys of their own are one, too."""
    product_id = await open_product(10)
    order_id = await _completed(customer, product_id, 2)
    path = f"/orders/{order_id}/refunds"
    for person in (customer, support):
        refused = await person.post(path, _refund(1))
        assert (refused.status, refused.code) == (403, "permission_denied")
    key = [("Idempotency-Key", uuid4().hex)]
    first, again = [await staff.post(path, _refund(1), key) for _ in range(2)]
    assert first.status == again.status
    assert first.status in {201, 202}
    assert first.body == again.body
    answers = await asyncio.gather(*(staff.post(path, _refund(1)) for _ in range(6)))
    accepted = [answer for answer in answers if answer.status in {201, 202}]
    assert len(accepted) == 1, [answer.status for answer in answers]
    assert {answer.status for answer in answers} - {201, 202} <= {409, 503}

    async def look() -> bool | None:
        return True if await _refunded(customer, order_id) == Decimal("6.78") else None

    assert await eventually(look, "both pieces are refunded")
    late = await staff.post(path, _refund(1))
    assert (late.status, late.code) == (409, "refund_exceeds_line")


@pytest.mark.parametrize(
    "body",
    [
        {"lines": [{"line_no": 1, "quantity": -1}], "reason": "x"},
        {"lines": [{"line_no": 1, "quantity": 0}], "reason": "x"},
        {"lines": [{"line_no": 1, "quantity": 1, "amount": "100.00"}], "reason": "x"},
        {"lines": [{"line_no": 1, "quantity": 1}, {"line_no": 1, "quantity": 2}], "reason": "x"},
        {"lines": [{"line_no": 1, "quantity": 99}], "reason": "x"},
        {"lines": [{"line_no": 99, "quantity": 1}], "reason": "x"},
        {"lines": [], "reason": "x"},
        {"amount": "1000.00", "reason": "x"},
    ],
)
async def test_no_more_goes_back_than_was_paid(
    regular: Person, staff: Person, open_product: OpenProduct, body: dict[str, object]
) -> None:
    """Negative pieces, amounts of one's own, lines twice or unknown."""
    order_id = await _completed(regular, await open_product(10), 2)
    refused = await staff.post(f"/orders/{order_id}/refunds", body)
    assert refused.status in {409, 422}, refused
    assert await _refunded(regular, order_id) == 0
    good = await staff.post(f"/orders/{order_id}/refunds", _refund(1))
    assert good.status in {201, 202}, good


async def test_an_idempotency_key_is_its_users_own(
    customer: Person, stranger: Person, open_product: OpenProduct
) -> None:
    """The same key with the same body gives another user an order of their own."""
    body = order_of(await open_product(10))
    key = [("Idempotency-Key", f"key-{uuid4().hex}")]
    mine, theirs = (
        await customer.post("/orders", body, key),
        await stranger.post("/orders", body, key),
    )
    assert (mine.status, theirs.status) == (201, 201)
    assert mine.text("id") != theirs.text("id")
    assert theirs.json["user_id"] == stranger.user_id
    again = await customer.post("/orders", body, key)
    assert again.text("id") == mine.text("id")
    guest = stranger.with_token(None)
    as_guest = body | {"contact_email": "guest@example.com"}
    by_guest = await guest.post("/orders", as_guest, key)
    assert by_guest.status == 201
    assert by_guest.text("id") not in {mine.text("id"), theirs.text("id")}


async def test_the_same_order_twenty_times_at_once_is_one_order(
    customer: Person, open_product: OpenProduct
) -> None:
    """A nervous finger, or an attacker who wants to be charged once for many."""
    body = order_of(await open_product(100))
    key = [("Idempotency-Key", uuid4().hex)]
    answers = await asyncio.gather(*(customer.post("/orders", body, key) for _ in range(20)))
    assert {answer.status for answer in answers} <= {201, 409}
    ids = {answer.text("id") for answer in answers if answer.status == 201}
    assert len(ids) == 1
    assert len((await customer.get("/orders")).items) == 1


async def test_a_rush_sells_no_more_than_there_is(
    customer: Person, stranger: Person, staff: Person, open_product: OpenProduct
) -> None:
    """Two people, twelve orders at once, three pieces."""
    product_id = await open_product(3)
    people = [customer, stranger] * 6
    placed = await asyncio.gather(*(person.order(product_id) for person in people))
    assert {answer.status for answer in placed} == {201}

    async def ended(person: Person, order_id: str) -> str | None:
        status = (await person.get(f"/orders/{order_id}")).json["status"]
        return str(status) if status in {"completed", "cancelled"} else None

    states = [
        await eventually(partial(ended, person, answer.text("id")), "the end of an order")
        for person, answer in zip(people, placed, strict=True)
    ]
    assert states.count("completed") == 3
    stock = (await staff.get(f"/products/{product_id}/stock")).json
    assert (stock["free"], stock["reserved"], stock["sold"]) == (0, 0, 3)


async def test_a_flood_of_registrations_dries_up(stage: Stage) -> None:
    """Ten a minute from one address, whatever the names; elsewhere people still register."""
    wire = Wire(stage.api_url)

    async def register(at: Wire) -> int:
        body: dict[str, object] = {
            "email": f"flood_{uuid4().hex}@example.com",
            "password": "weak",  # refused after it was counted, so the flood costs no hashing
            "name": "Flood",
        }
        return (await at.send_json("POST", f"{API}/auth/register", body)).status

    statuses = [await register(wire) for _ in range(14)]
    # A window that ends meanwhile is counted by its share, rounded: perhaps one fewer passes.
    assert statuses[:9] == [422] * 9
    assert statuses[10:] == [429] * 4
    elsewhere: dict[str, object] = {
        "email": f"ada_{uuid4().hex}@example.com",
        "password": PASSWORD,
        "name": "Ada",
    }
    answer = await Wire(stage.api_url).send_json("POST", f"{API}/auth/register", elsewhere)
    assert answer.status == 202


async def test_a_mailbox_is_not_flooded_from_many_addresses(stage: Stage) -> None:
    """Five mails a minute to one account, however many computers ask, and for whatever mail."""
    email = f"flooded_{uuid4().hex}@example.com"
    registration: dict[str, object] = {"email": email, "password": PASSWORD, "name": "Ada"}
    statuses = []
    for place in range(7):
        path, body = (
            ("register", registration) if place < 2 else ("password_resets", {"email": email})
        )
        answer = await Wire(stage.api_url).send_json("POST", f"{API}/auth/{path}", body)
        statuses.append(answer.status)
    # A window that ends meanwhile is counted by its share, rounded: perhaps one fewer passes.
    assert statuses[:4] == [202] * 4
    assert statuses[5:] == [429] * 2


def _signed(body: bytes, secret: str) -> list[tuple[str, str]]:
    signature = hmac.new(secret.encode(), body, hashlib.sha256).hexdigest()
    return [("Content-Type", "application/json"), ("X-Signature", signature)]


async def test_a_report_of_a_payment_must_be_the_gateways(
    stage: Stage, customer: Person, open_product: OpenProduct
) -> None:
    """Unsigned, wrongly signed and changed reports make no order paid; the true one does."""
    placed = await customer.order(await open_product(5), payment_method="card_late")
    order_id = placed.text("id")

    async def pending() -> str | None:
        items = (await customer.get(f"/orders/{order_id}/timeline")).json["items"]
        return "pending" if b"payment.pending" in json.dumps(items).encode() else None

    await eventually(pending, "the gateway is asked")
    report: dict[str, object] = {
        "event_id": str(uuid4()),
        "charge_id": "charge_of_my_own",
        "idempotency_key": f"{order_id}:charge",
        "order_id": order_id,
        "status": "approved",
    }
    body = json.dumps(report).encode()
    secret = stage.environment_of("api_service")["PAYMENT_CALLBACK_SECRET"]
    path = f"{API}/payment_callbacks/sandbox"
    content = ("Content-Type", "application/json")
    wrong = [
        [content],
        [content, ("X-Signature", "")],
        [content, ("X-Signature", "0" * 64)],
        [content, ("X-Signature", hashlib.sha256(body).hexdigest())],
        _signed(body, ""),
        _signed(body, "sandbox"),
        _signed(body + b" ", secret),
        [*customer.authorization, content],
    ]
    for headers in wrong:
        refused = await customer.wire.send("POST", path, headers, body)
        assert (refused.status, refused.code) == (401, "signature_invalid"), headers
    # Control: the gateway's own report, signed with the secret, completes the order.
    await _becomes(customer, order_id, "completed")
    (payment,) = (await customer.get(f"/orders/{order_id}/payments")).items
    assert payment["gateway_reference"] != "charge_of_my_own"
    # Signed, but about an order that is long decided: nothing changes.
    declined = json.dumps(report | {"status": "declined", "event_id": str(uuid4())}).encode()
    late = await customer.wire.send("POST", path, _signed(declined, secret), declined)
    assert late.status in {204, 404, 409, 422}, late
    assert (await customer.get(f"/orders/{order_id}")).json["status"] == "completed"
