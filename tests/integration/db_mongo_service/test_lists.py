"""GET /analytics_events, /application_logs and /user_behaviour."""

from datetime import timedelta
from urllib.parse import quote
from uuid import uuid4

import pytest

from tests.fixtures.analytics_events import MORNING, OrderEvents, event, log
from tests.integration.db_mongo_service.conftest import Service

pytestmark = pytest.mark.integration


@pytest.mark.parametrize("sort", ["occurred_at", "-occurred_at", "event_id", "-event_id"])
async def test_pages_through_everything_once_in_order(service: Service, sort: str) -> None:
    """Three pages hold each event once, also where many have the same time."""
    events = [event("user.created", MORNING + timedelta(seconds=n // 4)) for n in range(11)]
    await service.record(*events)
    page = await service.get(f"/analytics_events?limit=4&sort={sort}")
    seen = [item["event_id"] for item in page.rows("items")]
    for _ in range(2):
        cursor = page.body["next_cursor"]
        page = await service.get(f"/analytics_events?limit=4&sort={sort}&cursor={cursor}")
        seen += [item["event_id"] for item in page.rows("items")]
    assert page.body["next_cursor"] is None
    key = "event_id" if "event_id" in sort else "occurred_at"
    expected = sorted(
        events,
        key=lambda one: (str(one[key]), str(one["event_id"])),
        reverse=sort.startswith("-"),
    )
    assert seen == [one["event_id"] for one in expected]


async def test_filters_by_whitelisted_fields_and_operators(service: Service) -> None:
    """Each operator finds what it should."""
    order = OrderEvents(user_key="ada")
    story = order.whole_story()
    await service.record(*story, event("user.created", MORNING - timedelta(days=1), "api_service"))

    async def count(query: str) -> int:
        return len((await service.get(f"/analytics_events?{query}")).rows("items"))

    moment = quote(MORNING.isoformat())
    assert await count("event_type=order.created") == 1
    assert await count("event_type__in=order.created,order.completed") == 2
    assert await count(f"order_id={order.order_id}&occurred_at__gt={moment}") == 3
    assert await count(f"occurred_at__lt={moment}") == 1
    assert await count(f"occurred_at__gte={moment}&occurred_at__lte={moment}") == 1
    assert await count("user_key__is_null=true") == 1
    assert await count("user_key__is_null=false") == 4
    assert await count(f"event_id__in={story[0]['event_id']},{story[1]['event_id']}") == 2
    assert await count("service=api_service") == 1


async def test_gives_back_what_was_recorded(service: Service) -> None:
    """One event by its id has the fields that it was sent with."""
    sent = OrderEvents(amount="15.3000").created()
    await service.record(sent)
    found = (await service.get(f"/analytics_events/{sent['event_id']}")).body
    assert {name: found[name] for name in sent if name != "occurred_at"} == {
        name: value for name, value in sent.items() if name != "occurred_at"
    }
    assert found["occurred_at"] == "2026-01-15T10:30:00Z"


async def test_finds_log_records_by_words_literally(service: Service) -> None:
    """Signs of a regular expression stand for themselves."""
    await service.post("/application_logs/bulk", {"logs": [log("error")]})
    found = await service.get("/application_logs?event__contains=OUT%20(100%25)")
    assert len(found.rows("items")) == 1
    assert (await service.get("/application_logs?event__contains=.*")).rows("items") == []


@pytest.mark.parametrize(
    ("query", "problem"),
    [
        ("event_type__regex=.*", ("query.event_type__regex", "not_allowed")),
        ("event_type__$ne=x", ("query.event_type__$ne", "not_allowed")),
        ("event_type[$ne]=x", ("query.event_type[$ne]", "unknown_field")),
        ("$where=sleep(1000)", ("query.$where", "unknown_field")),
        ("lines__eq=x", ("query.lines__eq", "unknown_field")),
        ("occurred_at__in=2026-01-15T10:30:00Z", ("query.occurred_at__in", "not_allowed")),
        ("occurred_at__lt=2026-01-15", ("query.occurred_at__lt", "wrong_format")),
        ("order_id=7", ("query.order_id", "wrong_format")),
        ("user_key__is_null=1", ("query.user_key__is_null", "wrong_format")),
        ("sort=amount", ("query.sort", "not_allowed")),
        ("sort=-occurred_at,event_id", ("query.sort", "not_allowed")),
        ("cursor=garbage", ("query.cursor", "invalid_cursor")),
        ("cursor=W10", ("query.cursor", "invalid_cursor")),
        ("service=a&service=b", ("query.service", "not_allowed")),
        ("limit=0", ("query.limit", "out_of_range")),
        ("limit=501", ("query.limit", "out_of_range")),
    ],
)
async def test_returns_422_for_what_is_not_whitelisted(
    service: Service,
    query: str,
    problem: tuple[str, str],
) -> None:
    """No operator reaches the database that is not in the vocabulary."""
    answer = await service.get(f"/analytics_events?{query}")
    assert answer.status == 422
    assert answer.problems() == {problem}


async def test_refuses_the_cursor_of_another_order(service: Service) -> None:
    """A place in one order means nothing in another."""
    await service.record(event("user.created"), event("user.created"))
    first = await service.get("/analytics_events?limit=1")
    cursor = first.body["next_cursor"]
    answer = await service.get(f"/analytics_events?limit=1&sort=occurred_at&cursor={cursor}")
    assert answer.problems() == {("query.cursor", "invalid_cursor")}


@pytest.mark.parametrize("path", ["analytics_events", "application_logs"])
async def test_returns_404_for_an_unknown_id_and_422_for_none(service: Service, path: str) -> None:
    """An id must be a UUID."""
    assert (await service.get(f"/{path}/{uuid4()}")).status == 404
    assert (await service.get(f"/{path}/7")).status == 422


async def test_tells_what_a_person_did_and_spent(service: Service) -> None:
    """Counters come from events, money from completed orders."""
    order = OrderEvents(user_key="ada", amount="10.0040", charge_amount="10.00")
    undone = OrderEvents(user_key="ada", business_date="2026-01-16")
    await service.record(*order.whole_story(), *order.refund("2.5000", "2.50"))
    await service.record(undone.created(), undone.paid(), undone.undone(), undone.cancelled())
    found = await service.get("/user_behaviour/ada")
    assert found.body == {
        "user_key": "ada",
        "first_seen_at": "2026-01-15T10:30:00Z",
        "last_seen_at": "2026-01-15T10:30:05Z",
        "first_order_date": "2026-01-15",
        "last_order_date": "2026-01-15",
        "event_counts": {
            "order.created": 2,
            "stock.reserved": 1,
            "payment.processed": 2,
            "order.completed": 1,
            "order.cancelled": 1,
            "order.refund_requested": 1,
            "payment.refunded": 2,
        },
        "spending": [{"currency": "GBP", "spent": "10.00", "refunded": "2.50"}],
    }
    assert (await service.get("/user_behaviour/nobody")).status == 404


async def test_lists_people_by_their_last_event(service: Service) -> None:
    """The one seen last comes first."""
    for user, hours in (("ada", 0), ("bob", 2), ("cyd", 1)):
        seen = event("user.updated", MORNING + timedelta(hours=hours)) | {"user_key": user}
        await service.record(seen)
    people = (await service.get("/user_behaviour?last_seen_at__gt=2026-01-15T11:00:00Z")).rows(
        "items",
    )
    assert [person["user_key"] for person in people] == ["bob", "cyd"]
    assert people[0]["event_counts"] == {"user.updated": 1}
