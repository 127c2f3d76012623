"""POST /analytics_events/bulk."""

import asyncio

import pytest
from db_mongo_service.infrastructure.bson_types import Document
from pymongo.asynchronous.database import AsyncDatabase
from storage_contracts.json_value import Json

from tests.fixtures.analytics_events import OrderEvents, event
from tests.integration.db_mongo_service.conftest import Service

pytestmark = pytest.mark.integration


async def test_counts_events_that_were_recorded_before_as_duplicates(service: Service) -> None:
    """The same call twice records once."""
    story = OrderEvents().whole_story()
    assert await service.record(*story) == {"inserted": 4, "duplicates": 0}
    assert await service.record(*story) == {"inserted": 0, "duplicates": 4}
    assert await service.record(event("user.created"), *story) == {"inserted": 1, "duplicates": 4}


async def test_counts_an_event_that_comes_twice_in_one_call_once(service: Service) -> None:
    """The second of two events with one id is a duplicate."""
    once = event("user.created")
    assert await service.record(once, once) == {"inserted": 1, "duplicates": 1}


async def test_records_events_of_many_callers_at_once_exactly_once(service: Service) -> None:
    """Callers that send overlapping batches at the same time neither fail nor double."""
    stories = [OrderEvents(user_key="bob").whole_story() for _ in range(10)]
    everything = [one for story in stories for one in story]
    answers = await asyncio.gather(
        *(service.record(*everything[start:], *everything[:start]) for start in range(0, 40, 5)),
    )
    assert sum(int(str(answer["inserted"])) for answer in answers) == 40
    behaviour = await service.get("/user_behaviour/bob")
    assert behaviour.body["event_counts"] == {
        "order.created": 10,
        "stock.reserved": 10,
        "payment.processed": 10,
        "order.completed": 10,
    }
    assert behaviour.body["spending"] == [
        {"currency": "GBP", "spent": "153.00", "refunded": "0"},
    ]


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        ({"amount": 15.3}, ("events.1.amount", "decimal_string")),
        ({"amount": "15.30001"}, ("events.1.amount", "too_many_digits")),
        ({"amount": "NaN"}, ("events.1.amount", "out_of_range")),
        ({"order_id": None}, ("events.1.order_id", "required")),
        ({"country": "England"}, ("events.1.country", "wrong_format")),
        ({"occurred_at": "2026-01-15T10:30:00"}, ("events.1.occurred_at", "wrong_format")),
        ({"event_type": "$where"}, ("events.1.event_type", "wrong_format")),
        ({"surprise": 1}, ("events.1.surprise", "unknown_field")),
        (
            {"lines": [{"line_no": 1, "quantity": 1, "amount": "1"}]},
            ("events.1.lines", "product_required"),
        ),
        (
            {"lines": [{"line_no": 1, "quantity": -1, "amount": "1"}]},
            ("events.1.lines.0.quantity", "out_of_range"),
        ),
        ({"business_date": "2026-02-30"}, ("events.1.business_date", "wrong_type")),
        ({"user_key": "a b"}, ("events.1.user_key", "wrong_format")),
    ],
)
async def test_refuses_the_whole_call_when_one_event_is_malformed(
    service: Service,
    change: dict[str, Json],
    problem: tuple[str, str],
) -> None:
    """Nothing is recorded, and the answer names the field."""
    malformed = OrderEvents().created() | change
    bulk: Json = {"events": [event("user.created"), malformed]}
    answer = await service.post("/analytics_events/bulk", bulk)
    assert answer.status == 422
    assert problem in answer.problems()
    assert (await service.get("/analytics_events")).body["items"] == []


@pytest.mark.parametrize("events", [[], [event("user.created")] * 1_001, None, {}, "x"])
async def test_refuses_a_call_without_a_list_of_one_to_a_thousand(
    service: Service,
    events: Json,
) -> None:
    """The size of a call is bounded."""
    answer = await service.post("/analytics_events/bulk", {"events": events})
    assert answer.status == 422


async def test_answers_415_to_another_media_type(service: Service) -> None:
    """Only JSON is read."""
    answer = await service.post("/analytics_events/bulk", {"events": []}, "text/plain")
    assert answer.status == 415


async def test_stores_money_as_decimal128_and_never_as_a_double(
    service: Service,
    database: AsyncDatabase[Document],
) -> None:
    """Money keeps its digits, and the validator would refuse a double."""
    order = OrderEvents(amount="0.0010", charge_amount="0.00")
    await service.record(order.created())
    kinds = await (
        await database.get_collection("order_facts").aggregate(
            [
                {
                    "$project": {
                        "_id": 0,
                        "kind": {"$type": "$amount"},
                        "text": {"$toString": "$amount"},
                    }
                }
            ],
        )
    ).to_list()
    assert kinds == [{"kind": "decimal", "text": "0.0010"}]


async def test_gives_the_same_facts_in_whatever_order_events_come(
    service: Service,
    database: AsyncDatabase[Document],
) -> None:
    """Forwards in one call and backwards one by one, the order's document is the same."""
    order = OrderEvents(amount="20.0050", charge_amount="20.01")
    story = [*order.whole_story(), *order.refund("5.0050", "5.01"), *order.refund("1.00", "1.00")]
    facts = database.get_collection("order_facts")
    await service.record(*story)
    forwards = await facts.find_one()
    for name in ("order_facts", "analytics_events"):
        await database.get_collection(name).delete_many({})
    for one in reversed(story):
        await service.record(one)
    assert await facts.find_one() == forwards
