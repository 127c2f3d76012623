"""What of each event reaches the reports."""

from datetime import date
from decimal import Decimal
from uuid import UUID

import pytest
from business_hexagon.application.event_handlers.record_events import RecordEvents
from business_hexagon.application.ports.published_event import JsonObject, PublishedEvent
from business_hexagon.domain.analytics.analytics_event import AnalyticsEvent, AnalyticsLine
from business_hexagon.domain.errors import InvalidValue
from business_hexagon.domain.values.person_key import person_key

from tests.fakes.in_memory_analytics_events import InMemoryAnalyticsEvents
from tests.fakes.stepping_clock import MORNING

ORDER_ID = UUID(int=30)
PRODUCT_ID = UUID(int=10)
ADA_ID = UUID(int=1)
STAFF_ID = UUID(int=9)

LANTERNS: JsonObject = {
    "line_no": 1,
    "kind": "product",
    "product_id": str(PRODUCT_ID),
    "sku": "85123A",
    "description": "White lantern",
    "quantity": 6,
    "unit_price": "2.5500",
    "amount": "15.3000",
}
POSTAGE: JsonObject = {
    "line_no": 2,
    "kind": "postage",
    "product_id": None,
    "sku": "POST",
    "description": "Postage",
    "quantity": 1,
    "unit_price": "3.0000",
    "amount": "3.0000",
}


def published(event_type: str, data: JsonObject, *, number: int = 1) -> PublishedEvent:
    """An event that a member of staff caused."""
    return PublishedEvent(
        event_id=UUID(int=number),
        event_type=event_type,
        timestamp=MORNING,
        service="api_service",
        request_id="request_1",
        user_id=STAFF_ID,
        data=data,
    )


def order_created(**changes: str | None) -> PublishedEvent:
    """An order of Ada's, imported by staff."""
    data: JsonObject = {
        "order_id": str(ORDER_ID),
        "user_id": str(ADA_ID),
        "contact_email": "ada@example.com",
        "channel": "web",
        "ordered_at": "2025-12-31T23:30:00-05:00",
        "currency": "GBP",
        "shipping_address": {"country": "GB", "recipient": "Ada Lovelace"},
        "lines": [LANTERNS, POSTAGE],
        "total": "18.3000",
        "charge_amount": "18.30",
    }
    return published("order.created", data | changes)


async def recorded(*events: PublishedEvent) -> list[AnalyticsEvent]:
    """What is recorded of these events."""
    analytics = InMemoryAnalyticsEvents()
    await RecordEvents(analytics=analytics).handle(events)
    return list(analytics.recorded.values())


async def test_records_an_order_without_its_customers_name() -> None:
    """Product lines, exact and charged amounts, the order's day in UTC, a key for the person."""
    (event,) = await recorded(order_created())

    assert event == AnalyticsEvent(
        event_id=UUID(int=1),
        event_type="order.created",
        occurred_at=MORNING,
        service="api_service",
        request_id="request_1",
        user_key=person_key(ADA_ID),
        order_id=ORDER_ID,
        lines=(
            AnalyticsLine(
                line_no=1,
                quantity=6,
                amount=Decimal("15.3000"),
                product_id=PRODUCT_ID,
                sku="85123A",
                description="White lantern",
            ),
        ),
        country="GB",
        channel="web",
        currency="GBP",
        amount=Decimal("18.3000"),
        charge_amount=Decimal("18.30"),
        business_date=date(2026, 1, 1),
    )
    assert "ada" not in str(event).lower()


async def test_knows_a_guest_by_a_digest_of_the_address() -> None:
    """Guests come back too."""
    (event,) = await recorded(order_created(user_id=None))

    assert event.user_key == person_key("ada@example.com")


async def test_never_takes_staff_for_the_customer() -> None:
    """An order that staff placed for nobody in particular is nobody's."""
    (event,) = await recorded(order_created(user_id=None, contact_email=None))

    assert event.user_key is None


async def test_records_a_completed_order() -> None:
    """It names its country itself."""
    (event,) = await recorded(
        published(
            "order.completed",
            {
                "order_id": str(ORDER_ID),
                "user_id": None,
                "contact_email": None,
                "channel": "web",
                "country": "EIRE",
                "currency": "GBP",
                "total": "18.3000",
                "charge_amount": "18.30",
                "ordered_at": "2026-01-15T10:30:00Z",
            },
        ),
    )

    assert (event.country, event.charge_amount, event.lines) == ("ZZ", Decimal("18.30"), ())
    assert event.business_date == date(2026, 1, 15)


async def test_records_refunds_with_their_lines() -> None:
    """What goes back is what is charged back; the kind of a line is known from its order."""
    line: JsonObject = {"line_no": 1, "quantity": 2, "amount": "5.1000"}
    requested, refunded = await recorded(
        published(
            "order.refund_requested",
            {
                "order_id": str(ORDER_ID),
                "refund_id": str(UUID(int=40)),
                "lines": [line],
                "amount": "5.1000",
                "charge_amount": "5.10",
            },
        ),
        published(
            "payment.refunded",
            {"order_id": str(ORDER_ID), "amount": "5.10", "currency": "GBP"},
            number=2,
        ),
    )

    assert requested.lines == (AnalyticsLine(line_no=1, quantity=2, amount=Decimal("5.1000")),)
    assert (requested.amount, requested.charge_amount) == (Decimal("5.1000"), Decimal("5.10"))
    assert (requested.refund_id, requested.currency) == (UUID(int=40), None)
    assert (refunded.amount, refunded.currency) == (Decimal("5.10"), "GBP")
    assert (refunded.refund_id, refunded.charge_amount) == (None, None)


async def test_records_what_moves_no_money_without_an_amount() -> None:
    """A price or a payment that failed is no revenue."""
    failed, created, lines = await recorded(
        published(
            "payment.failed",
            {"order_id": str(ORDER_ID), "amount": "18.30", "currency": "GBP", "reason": "no"},
        ),
        published(
            "product.created",
            {"product_id": str(PRODUCT_ID), "currency": "GBP", "name": "White lantern"},
            number=2,
        ),
        published("stock.reserved", {"order_id": str(ORDER_ID), "lines": [{}]}, number=3),
    )

    assert (failed.order_id, failed.amount, failed.currency) == (ORDER_ID, None, None)
    assert (created.user_key, created.currency) == (person_key(STAFF_ID), None)
    assert (lines.order_id, lines.lines, lines.user_key) == (ORDER_ID, (), None)


async def test_records_tasks_and_system_events() -> None:
    """A task is its creator's or its completer's; a system event is nobody's."""
    done, started = await recorded(
        published("task.completed", {"task_id": str(UUID(int=20)), "completed_by": str(ADA_ID)}),
        PublishedEvent(
            event_id=UUID(int=2),
            event_type="service.started",
            timestamp=MORNING,
            service="bot_service",
            request_id="",
            user_id=None,
            data={"service": "bot_service", "pid": 7},
        ),
    )

    assert done.user_key == person_key(ADA_ID)
    assert (started.user_key, started.service) == (None, "bot_service")


async def test_records_an_event_once() -> None:
    """And says how many were new."""
    analytics = InMemoryAnalyticsEvents()
    record_events = RecordEvents(analytics=analytics)

    assert await record_events.handle([order_created(), order_created()]) == 1
    assert await record_events.handle([order_created()]) == 0
    assert await record_events.handle([]) == 0


async def test_cuts_long_descriptions() -> None:
    """The analytics store keeps 255 characters."""
    long = LANTERNS | {"description": "x" * 300}
    missing = LANTERNS | {"description": None}
    first, second = await recorded(
        published("order.created", {"lines": [long]}),
        published("order.created", {"lines": [missing]}, number=2),
    )

    assert len(first.lines[0].description) == 255
    assert second.lines[0].description == ""


@pytest.mark.parametrize(
    ("data", "field"),
    [
        ({"order_id": 7}, "order_id"),
        ({"order_id": "seven"}, "order_id"),
        ({"charge_amount": 18.3}, "charge_amount"),
        ({"charge_amount": "much"}, "charge_amount"),
        ({"ordered_at": "yesterday"}, "ordered_at"),
        ({"ordered_at": "2026-01-15T10:30:00"}, "ordered_at"),
        ({"shipping_address": "London"}, "shipping_address"),
        ({"lines": {}}, "lines"),
        ({"lines": ["lantern"]}, "lines"),
        ({"lines": [{"line_no": 1, "quantity": 1}]}, "lines.amount"),
        ({"lines": [LANTERNS | {"quantity": True}]}, "quantity"),
        ({"lines": [LANTERNS | {"line_no": "1"}]}, "line_no"),
    ],
)
async def test_names_the_field_that_has_a_wrong_shape(data: JsonObject, field: str) -> None:
    """So that the dead letter tells what to look at."""
    with pytest.raises(InvalidValue) as refusal:
        await recorded(published("order.created", data))

    assert refusal.value.field == field
