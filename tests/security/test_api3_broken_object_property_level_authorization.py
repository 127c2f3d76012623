"""OWASP API3: properties that are not the caller's to set, and such that are nobody's to see."""

from collections.abc import Iterator
from typing import Final
from uuid import uuid4

import pytest

from tests.security.conftest import OpenProduct
from tests.security.documents import operations_of
from tests.security.person import PASSWORD, Person, order_of
from tests.security.stage import Stage
from tests.security.wire import Wire

_HIDDEN: Final = frozenset(
    {
        "password",
        "password_hash",
        "secret_hash",
        "previous_hash",
        "previous_secret_hash",
        "payload",
        "lease_until",
        "request_hash",
    }
)
"""Names that no answer of the API may have, at any depth."""


def _names(value: object) -> Iterator[str]:
    if isinstance(value, dict):
        for name, inner in value.items():
            yield name
            yield from _names(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _names(inner)


@pytest.mark.parametrize(
    "extra",
    [
        {"role": "admin"},
        {"is_active": False},
        {"email_verified": True},
        {"email_verified_at": "2026-01-01T00:00:00Z"},
        {"password_hash": "$argon2id$v=19$m=8,t=1,p=1$AAAAAAAAAAA$AAAA"},
        {"id": "1f0c7a52-55f2-6d10-b1a9-0242ac120002"},
        {"scopes": ["users:write"]},
        {"registration_source": "admin"},
        {"__proto__": {"role": "admin"}},
        {"role\u0000": "admin"},
    ],
    ids=lambda extra: next(iter(extra)).strip("\x00_"),
)
async def test_registering_sets_nothing_but_what_it_asks_for(
    stage: Stage, extra: dict[str, object]
) -> None:
    """Every other property is refused by name; without it the same body is accepted."""
    guest = Person(wire=Wire(stage.api_url), email=f"eve_{uuid4().hex}@example.com")
    body: dict[str, object] = {"email": guest.email, "password": PASSWORD, "name": "Eve"}
    refused = await guest.post("/auth/register", body | extra)
    assert refused.status == 422, refused
    assert (await guest.post("/auth/register", body)).status == 202
    me = await (await guest.log_in()).get("/me")
    assert (me.json["role"], me.json["is_active"]) == ("customer", True)


async def test_ones_own_account_changes_by_name_alone(customer: Person) -> None:
    """Not by role, activity, version or hash."""
    before = (await customer.get("/me")).json
    for extra in (
        {"role": "admin"},
        {"is_active": True},
        {"version": 99},
        {"email_verified_at": "2026-01-01T00:00:00Z"},
        {"password_hash": "x"},
        {"sessions_valid_from": None},
        {"id": str(uuid4())},
    ):
        refused = await customer.patch("/me", {"name": "Mallory", **extra})
        assert refused.status == 422, (extra, refused)
    assert (await customer.get("/me")).json == before
    assert (await customer.patch("/me", {"name": "Countess"})).status == 200


async def test_a_customer_cannot_name_the_price_or_the_state_of_an_order(
    customer: Person, staff: Person, open_product: OpenProduct
) -> None:
    """What only staff may set is forbidden, what nobody may set is unknown."""
    product_id = await open_product(50)
    for extra in (
        {"channel": "wholesale"},
        {"reference": f"R_{uuid4().hex}"},
        {"ordered_at": "2020-01-01T00:00:00Z"},
        {"lines": [{"product_id": product_id, "quantity": 1, "unit_price": "0.01"}]},
        {
            "lines": [
                {"product_id": product_id, "quantity": 1},
                {"kind": "discount", "quantity": 1, "unit_price": "-3.00", "description": "x"},
            ]
        },
    ):
        refused = await customer.post("/orders", order_of(product_id) | extra)
        assert refused.status in {403, 422}, (extra, refused)
    for unknown in (
        {"status": "completed"},
        {"total": "0.01"},
        {"charge_amount": "0.01"},
        {"user_id": staff.user_id},
        {"id": str(uuid4())},
        {"version": 7},
        {"paid": True},
    ):
        for person in (customer, staff):
            refused = await person.post("/orders", order_of(product_id) | unknown)
            assert refused.status == 422, (unknown, refused)
    assert (await customer.get("/orders")).items == []
    placed = await customer.order(product_id)
    assert (placed.status, placed.json["total"]) == (201, "3.3900")
    own_price: dict[str, object] = {
        "lines": [{"product_id": product_id, "quantity": 1, "unit_price": "2.00"}]
    }
    allowed = await staff.post("/orders", order_of(product_id) | own_price)
    assert (allowed.status, allowed.json["total"]) == (201, "2.0000")


async def test_products_tasks_and_programs_take_no_foreign_properties(
    customer: Person, staff: Person, admin: Person
) -> None:
    """Versions, owners, stock by the back door, secrets of one's own choice."""
    product: dict[str, object] = {
        "sku": f"LAMP_{uuid4().hex[:12]}",
        "name": "Lamp",
        "unit_price": "1.00",
        "currency": "GBP",
    }
    for extra in ({"version": 5}, {"id": str(uuid4())}, {"free": 10}, {"sold": 3}):
        assert (await staff.post("/products", product | extra)).status == 422, extra
    assert (await staff.post("/products", product)).status == 201
    task: dict[str, object] = {"title": "Call"}
    for of_task in (
        {"status": "completed"},
        {"created_by": staff.user_id},
        {"completed_at": "2026-01-01T00:00:00Z"},
        {"reminded_at": None},
    ):
        assert (await customer.post("/tasks", task | of_task)).status == 422, of_task
    assert (await customer.post("/tasks", task)).status == 201
    program: dict[str, object] = {
        "client_id": f"machine_{uuid4().hex[:12]}",
        "name": "Machine",
        "is_confidential": True,
        "scopes": ["catalogue:read"],
    }
    for own in ({"client_secret": "mine"}, {"secret_hash": "x"}, {"is_active": True}):
        assert (await admin.post("/oauth_clients", program | own)).status == 422, own
    assert (await admin.post("/oauth_clients", program)).status == 201


async def test_an_administrators_change_is_one_property(customer: Person, admin: Person) -> None:
    """Not the address, the name or the password of somebody else."""
    path = f"/users/{customer.user_id}"
    for body in (
        {"email": "evil@example.com"},
        {"name": "x"},
        {"password_hash": "x"},
        {"role": "admin", "is_active": False},
        {"role": "root"},
        {"role": ["admin"]},
        {"role": None},
        {},
    ):
        assert (await admin.patch(path, body)).status == 422, body
    assert (await admin.patch(path, {"role": "support"})).status == 200


async def test_no_answer_shows_what_is_nobodys_to_see(stage: Stage, admin: Person) -> None:
    """Every GET of the document as the administrator, who sees most, at any depth."""
    document = (await stage.wire_to("api_service").send("GET", "/openapi.json")).json
    looked = 0
    for operation in operations_of(document):
        if operation.method != "GET" or operation.template == "/metrics":
            continue
        target = operation.target.replace("/users/", f"/users/{admin.user_id}?")
        answer = await admin.wire.send("GET", target, admin.authorization)
        assert b"argon2" not in answer.body, operation
        if (answer.header("content-type") or "").startswith("application/json"):
            found = _HIDDEN.intersection(_names(answer.json))
            assert not found or operation.template.startswith("/api/v1/dead_letters"), operation
            looked += 1
    assert looked > 10
    assert _HIDDEN.intersection(_names({"items": [{"a": {"password_hash": "x"}}]}))


async def test_generic_reads_of_the_data_service_leave_private_columns_out(
    stage: Stage, customer: Person
) -> None:
    """Nor can they be sorted or filtered by, which would tell them letter by letter."""
    caller = stage.caller("quintet_cli", "db_postgres_service")
    for resource in ("users", "sessions", "one_time_tokens", "oauth_clients"):
        page = await caller.get(f"/{resource}?limit=200")
        assert page.status == 200
        found_names = _HIDDEN.intersection(_names(page.json))
        assert not found_names, (resource, found_names)
        for column in ("password_hash", "secret_hash", "previous_hash", "payload"):
            for query in (f"{column}=x", f"{column}__contains=a", f"sort={column}"):
                assert (await caller.get(f"/{resource}?{query}")).status == 422, query
    found = await caller.get(f"/users?id={customer.user_id}")
    assert [item["email"] for item in found.items] == [customer.email]


async def test_a_write_to_the_data_service_takes_no_unknown_property(stage: Stage) -> None:
    """And nobody writes in another's name, or what is another's business."""
    caller = stage.caller("api_service", "db_postgres_service")
    context: dict[str, object] = {"service": "api_service", "request_id": "attack", "user_id": None}
    write: dict[str, object] = {"context": context, "events": [], "rows": []}
    for extra in ({"sql": "DROP TABLE users"}, {"raw": True}):
        refused = await caller.post("/atomic_writes", write | extra)
        assert refused.status == 422, refused
    for foreign in ("worker_service", "quintet_cli", "nobody"):
        body = write | {"context": context | {"service": foreign}}
        refused = await caller.post("/atomic_writes", body)
        assert (refused.status, refused.code) == (403, "operation_not_allowed"), refused
