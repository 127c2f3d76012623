"""Operators for MongoDB, SQL and control characters, wherever a text becomes part of a question.

The defence is the same everywhere: names of fields and operators come from a list, values only ever
become values. So an attack is answered with 422, or finds just what it says letter by letter.
"""

import base64
import json
import time
from typing import Final
from urllib.parse import quote, urlencode
from uuid import uuid4

import pytest

from tests.fixtures.eventually import eventually
from tests.security.conftest import OpenProduct
from tests.security.person import Person
from tests.security.stage import Caller, Stage

_SQL: Final = (
    "' OR '1'='1",
    "'; DROP TABLE users; --",
    "1; SELECT pg_sleep(20)",
    "' UNION SELECT password_hash FROM users --",
    "(SELECT pg_sleep(20))",
    'name" DESC, (SELECT pg_sleep(20)) --',
    "$1",
    "%(name)s",
    "{0}",
    "\\'; SELECT 1 --",
    "\u02bc OR \u02bc1\u02bc=\u02bc1",
)
_OPERATORS: Final = ("$ne", "$gt", "$where", "$regex", "$expr", "$in", "$function", "$lookup")
_SOON: Final = 10.0


@pytest.fixture
async def sold(regular: Person, open_product: OpenProduct) -> str:
    """An order that is in all stores; returns its id."""
    placed = await regular.order(await open_product(5))
    assert placed.status == 201, placed
    return placed.text("id")


@pytest.fixture
def mongo(stage: Stage) -> Caller:
    """Whoever reads the analytics events."""
    return stage.caller("quintet_cli", "db_mongo_service")


@pytest.fixture
def postgres(stage: Stage) -> Caller:
    """Whoever reads all tables."""
    return stage.caller("quintet_cli", "db_postgres_service")


async def test_operators_in_names_and_values_of_filters_stay_text(mongo: Caller, sold: str) -> None:
    """In brackets, with double underscores, as JSON, as names of fields."""

    async def look() -> bool | None:
        page = await mongo.get(f"/analytics_events?order_id={sold}")
        return True if page.status == 200 and page.items else None

    assert await eventually(look, f"analytics of order {sold}")
    for operator in _OPERATORS:
        for query in (
            f"event_type[{operator}]=x",
            f"event_type__{operator}=x",
            f"event_type.{operator}=x",
            f"{operator}=1",
            f"order_id={quote(json.dumps({operator: ''}))}",
            f"occurred_at__gte={quote(json.dumps({operator: ''}))}",
            f"sort={operator}",
            f"sort=-occurred_at.{operator}",
        ):
            answer = await mongo.get(f"/analytics_events?{query}")
            assert answer.status == 422, (query, answer)
        found = await mongo.get(f"/analytics_events?event_type={quote(json.dumps({operator: ''}))}")
        assert found.status == 422 or found.items == [], operator
    for query in ("$where=sleep(20000)", "sort=$natural", "event_type__regex=.*", "_id[$gt]="):
        started = time.monotonic()
        assert (await mongo.get(f"/analytics_events?{query}")).status == 422, query
        assert time.monotonic() - started < _SOON


async def test_a_cursor_of_ones_own_making_carries_no_operators(mongo: Caller) -> None:
    """Documents, lists and operators in place of the values of a cursor."""
    page = await mongo.get("/analytics_events?limit=1")
    genuine = page.json.get("next_cursor")
    assert isinstance(genuine, str)
    assert (await mongo.get(f"/analytics_events?limit=1&cursor={genuine}")).status == 200
    content = json.loads(base64.urlsafe_b64decode(genuine + "=" * (-len(genuine) % 4)))
    evil: tuple[object, ...] = (
        [content[0], {"$gt": ""}, {"$gt": ""}],
        [content[0], ["$where", "1"], content[-1]],
        [content[0], None, None],
        [{"$ne": None}, *content[1:]],
        ["$natural", *content[1:]],
        {"$where": "sleep(20000)"},
        [content[0], "x" * 10_000, content[-1]],
        [],
    )
    for forged in evil:
        text = base64.urlsafe_b64encode(json.dumps(forged).encode()).decode().rstrip("=")
        answer = await mongo.get(f"/analytics_events?limit=1&cursor={text}")
        assert answer.status == 422, (forged, answer)


async def test_operators_in_bodies_are_refused(stage: Stage) -> None:
    """As keys of an event, in place of texts, and as paths into documents."""
    worker = stage.caller("worker_service", "db_mongo_service")
    events: tuple[dict[str, object], ...] = (
        {"$set": {"role": "admin"}},
        {"event_id": {"$ne": None}},
        {"event_id": str(uuid4()), "event_type": {"$gt": ""}},
        {"event_id": str(uuid4()), "a.b": 1},
        {"__proto__": {}},
    )
    for event in events:
        refused = await worker.post("/analytics_events/bulk", {"events": [event]})
        assert refused.status == 422, (event, refused)
    assert (await worker.post("/analytics_events/bulk", {"events": []})).status in {200, 422}


@pytest.mark.parametrize(
    "path",
    [
        "/analytics/revenue",
        "/analytics/top_products",
        "/analytics/order_funnel",
        "/analytics/cohorts",
        "/analytics/error_rates",
    ],
)
async def test_reports_take_no_operators_from_the_public_side(staff: Person, path: str) -> None:
    """Through the API the same: 422, or a report that ignores what it does not know."""
    assert (await staff.get(path)).status == 200
    for name in ("from", "to", "country", "currency", "limit"):
        for value in ('{"$ne":null}', "[$gt]", "$where", "';return true;//", "2026-01-01' OR 1=1"):
            plain = await staff.get(f"{path}?{urlencode({name: value})}")
            assert plain.status in {200, 422}, (name, value, plain)
            if plain.status == 200:
                assert plain.json == (await staff.get(path)).json
        assert (await staff.get(f"{path}?{name}[$ne]=x")).status in {200, 422}


@pytest.mark.parametrize("payload", _SQL)
async def test_sql_stays_text_in_filters_sorts_and_cursors(
    postgres: Caller, regular: Person, payload: str
) -> None:
    """In the name of a field, its value, the sort and the cursor: nothing found, at once."""
    text = quote(payload)
    started = time.monotonic()
    for resource in ("users", "products", "orders", "security_acts"):
        for query in (f"{text}=1", f"sort={text}", f"cursor={text}", f"id={text}", f"limit={text}"):
            answer = await postgres.get(f"/{resource}?{query}")
            assert answer.status == 422, (resource, query, answer)
    for query in (f"email={text}", f"name__contains={text}", f"name__in={text}"):
        answer = await postgres.get(f"/users?{query}")
        assert (answer.status, answer.items) == (200, []), (query, answer)
    for path in (f"/users/{text}", f"/event_streams/{text}/{uuid4()}", f"/orders/{text}"):
        assert (await postgres.get(path)).status in {403, 404, 422}, path
    assert time.monotonic() - started < _SOON
    found = await postgres.get(f"/users?{urlencode({'email': regular.email})}")
    assert [item["id"] for item in found.items] == [regular.user_id]


async def test_a_cursor_of_ones_own_making_carries_no_sql(postgres: Caller) -> None:
    """Its sort is checked against the list's, its values become parameters."""
    page = await postgres.get("/users?limit=1")
    genuine = page.text("next_cursor")
    assert (await postgres.get(f"/users?limit=1&cursor={genuine}")).status == 200
    content = json.loads(base64.urlsafe_b64decode(genuine + "=" * (-len(genuine) % 4)))
    for payload in _SQL:
        for forged in (
            [payload, *content[1:]],
            [content[0], *[payload for _ in content[1:]]],
            [content[0], payload],
            {"sort": payload},
        ):
            text = base64.urlsafe_b64encode(json.dumps(forged).encode()).decode().rstrip("=")
            answer = await postgres.get(f"/users?limit=1&cursor={text}")
            assert (answer.status, answer.code) == (422, "cursor_invalid"), (forged, answer)


@pytest.mark.parametrize("payload", _SQL)
async def test_sql_stays_text_from_the_public_side(
    support: Person, open_product: OpenProduct, payload: str
) -> None:
    """Search, lists and the names of things; what was stored comes back letter by letter."""
    text = quote(payload)
    started = time.monotonic()
    for path in (
        f"/products?sort={text}",
        f"/products?{text}=1",
        f"/orders?all=true&sort={text}",
        f"/users?cursor={text}",
        f"/products?id={text}",
    ):
        assert (await support.get(path)).status == 422, path
    found = await support.get(f"/products/search?q={text}")
    assert (found.status, found.items) == (200, []), found
    task = await support.post("/tasks", {"title": payload})
    assert (task.status, task.json["title"]) == (201, payload)
    assert time.monotonic() - started < _SOON
    assert (await support.get(f"/products/{await open_product(1)}")).status == 200


async def test_wildcards_of_a_search_are_letters(support: Person, staff: Person) -> None:
    """`%` and `_` find names that hold them, not all names."""
    marker = uuid4().hex[:8]
    for name in (f"Lamp {marker} 100% wool", f"Lamp {marker} 100 wool"):
        made = await staff.post(
            "/products",
            {
                "sku": f"W_{uuid4().hex[:12]}",
                "name": name,
                "unit_price": "1.00",
                "currency": "GBP",
            },
        )
        assert made.status == 201, made
    found = await support.get(f"/products/search?q={quote(f'{marker} 100%')}")
    assert [item["name"] for item in found.items] == [f"Lamp {marker} 100% wool"]
    both = await support.get(f"/products/search?q={quote(f'{marker} 100')}")
    assert len(both.items) == 2
    assert (await support.get(f"/products/search?q={marker}_100")).items == []


async def test_a_null_character_is_refused_before_the_database_sees_it(
    regular: Person, support: Person
) -> None:
    """PostgreSQL cannot store it; a client hears 422, not 500."""
    for path in ("/products/search?q=a%00b", "/products?name=a%00", "/users?name__contains=%00"):
        assert (await support.get(path)).status == 422, path
    for text in ("a\u0000b", "\ud800"):
        answer = await regular.post("/tasks", {"title": text})
        assert answer.status == 422, answer
    assert (await regular.post("/tasks", {"title": "a b"})).status == 201
