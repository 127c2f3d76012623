"""The wire schemas of the analytics store."""

from datetime import UTC, date, datetime
from decimal import Decimal
from uuid import uuid4

import pytest
from pydantic import ValidationError
from storage_contracts.analytics.analytics_event import (
    EXAMPLE_EVENT,
    REQUIRED_FIELDS,
    AnalyticsEvent,
    StoredAnalyticsEvent,
)
from storage_contracts.analytics.application_log import EXAMPLE_LOG, ApplicationLog
from storage_contracts.analytics.user_behaviour import EXAMPLE_BEHAVIOUR, UserBehaviour


def test_the_examples_are_valid() -> None:
    """What the documentation shows is accepted."""
    assert AnalyticsEvent.model_validate(EXAMPLE_EVENT).amount == Decimal("15.3000")
    assert ApplicationLog.model_validate(EXAMPLE_LOG).level == "error"
    assert UserBehaviour.model_validate(EXAMPLE_BEHAVIOUR).spending


def test_an_event_survives_the_wire_unchanged() -> None:
    """Trailing zeros of money included."""
    event = AnalyticsEvent.model_validate(EXAMPLE_EVENT)
    text = event.model_dump_json()
    assert AnalyticsEvent.model_validate_json(text) == event
    assert '"amount":"15.3000","charge_amount":"15.30"' in text


@pytest.mark.parametrize(
    ("event_type", "field"),
    [(kind, field) for kind, fields in REQUIRED_FIELDS.items() for field in fields],
)
def test_an_event_lacks_no_field_that_its_type_needs(event_type: str, field: str) -> None:
    """The error names the field."""
    whole = EXAMPLE_EVENT | {"event_type": event_type, "refund_id": str(uuid4())}
    AnalyticsEvent.model_validate(whole)
    with pytest.raises(ValidationError) as refused:
        AnalyticsEvent.model_validate({k: v for k, v in whole.items() if k != field})
    assert [error["loc"] for error in refused.value.errors()] == [(field,)]


def test_an_event_of_another_type_needs_nothing_more() -> None:
    """It is only counted."""
    event = AnalyticsEvent(
        event_id=uuid4(),
        event_type="service.started",
        occurred_at=datetime(2026, 1, 15, 23, 30, tzinfo=UTC),
        service="bot_service",
    )
    assert event.day == date(2026, 1, 15)


def test_what_was_stored_is_read_whatever_is_required_today() -> None:
    """A rule that became stricter must not hide old records."""
    stored = {
        "event_id": uuid4(),
        "event_type": "order.created",
        "occurred_at": datetime(2026, 1, 15, tzinfo=UTC),
        "service": "api_service",
        "recorded_at": datetime(2026, 1, 15, tzinfo=UTC),
    }
    assert StoredAnalyticsEvent.model_validate(stored).order_id is None


@pytest.mark.parametrize(
    "attributes",
    [
        {"deep": [[[[[[[[[[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]]]]]]]]]]},
        {"many": [0] * 5_000},
        {"n": -(2**63) - 1},
        {"a\0": 1},
    ],
)
def test_refuses_attributes_that_a_document_cannot_hold(attributes: object) -> None:
    """Depth, number and size are bounded, as BSON bounds them."""
    with pytest.raises(ValidationError):
        ApplicationLog.model_validate(EXAMPLE_LOG | {"attributes": attributes})
