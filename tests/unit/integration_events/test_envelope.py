"""The envelope: seven fields, nothing else, and money that stays exact."""

import json
from datetime import UTC, datetime
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st
from integration_events.catalogue import CATALOGUE
from integration_events.envelope import Envelope, new_envelope, parse_envelope
from integration_events.errors import MalformedEnvelope, UnknownEventType, UnknownSchemaVersion
from integration_events.event_data import EventData
from integration_events.json_value import JsonObject

EVENT_ID = UUID("1f0c7a52-55f2-6d10-b1a9-0242ac120002")
FIELDS = ["event_type", "event_id", "timestamp", "service", "request_id", "user_id", "data"]


def envelope_of(event_type: str) -> Envelope[EventData]:
    """Return an envelope around the example of an event type."""
    return new_envelope(
        event_type=event_type,
        event_id=EVENT_ID,
        timestamp=datetime(2026, 1, 15, 10, 30, tzinfo=UTC),
        service="api_service",
        request_id="request_1",
        user_id=None,
        data=CATALOGUE[event_type].example,
    )


def changed(data: JsonObject) -> bytes:
    """Return an `order.created` whose data differs from the example."""
    body: dict[str, JsonObject] = json.loads(envelope_of("order.created").to_bytes())
    return json.dumps({**body, "data": {**body["data"], **data}}).encode()


@pytest.mark.parametrize("event_type", CATALOGUE)
def test_every_event_survives_the_wire(event_type: str) -> None:
    """What is read is what was written, with or without being told the type."""
    envelope = envelope_of(event_type)
    body = envelope.to_bytes()
    assert parse_envelope(body, event_type=event_type, schema_version=1) == envelope
    assert parse_envelope(body) == envelope
    assert list(json.loads(body)) == FIELDS
    assert json.loads(body)["data"] == json.loads(envelope.data_bytes())


@pytest.mark.parametrize("event_type", CATALOGUE)
def test_examples_are_exactly_what_is_written(event_type: str) -> None:
    """The documents show the wire, digit by digit."""
    body = json.loads(envelope_of(event_type).to_bytes())
    assert body["data"] == CATALOGUE[event_type].example


@pytest.mark.parametrize(
    ("data", "path"),
    [
        ({"total": 1.5}, "data.total: money_not_text"),
        ({"total": 1}, "data.total: money_not_text"),
        ({"total": "NaN"}, "data.total: finite_number"),
        ({"total": "1.00001"}, "data.total: decimal_max_places"),
        ({"ordered_at": 1_700_000_000}, "data.ordered_at: moment_not_text"),
        ({"ordered_at": "2026-01-15T10:30:00"}, "data.ordered_at: timezone_aware"),
        ({"lines": [{"line_no": True}]}, "data.lines.0.line_no: int_type"),
        ({"order_id": "x"}, "data.order_id: uuid_parsing"),
        ({"surplus": 1}, "data.surplus: extra_forbidden"),
        ({"currency": "pound"}, "data.currency: string_pattern_mismatch"),
    ],
)
def test_data_that_does_not_fit_is_refused_with_its_path(data: JsonObject, path: str) -> None:
    """The text names the field and the trouble, and never the value."""
    with pytest.raises(MalformedEnvelope, match=path):
        parse_envelope(changed(data))


@pytest.mark.parametrize("field", FIELDS)
def test_no_field_may_be_missing(field: str) -> None:
    """`user_id` may be null, not absent."""
    body = json.loads(envelope_of("order.created").to_bytes())
    del body[field]
    with pytest.raises(MalformedEnvelope, match=f"{field}: missing"):
        parse_envelope(json.dumps(body).encode())


def test_an_eighth_field_is_refused() -> None:
    """Exactly seven."""
    body = json.loads(envelope_of("order.created").to_bytes())
    with pytest.raises(MalformedEnvelope, match="trace: extra_forbidden"):
        parse_envelope(json.dumps({**body, "trace": 1}).encode())


def test_the_type_in_the_body_must_be_the_messages_type() -> None:
    """A message that contradicts itself is malformed, even when both types have the same data."""
    body = envelope_of("workflow.completed").to_bytes()
    with pytest.raises(MalformedEnvelope, match="event_type"):
        parse_envelope(body, event_type="workflow.compensated")


def test_an_unknown_type_is_told_apart() -> None:
    """Such as one of a newer version of the platform."""
    with pytest.raises(UnknownEventType):
        parse_envelope(b'{"event_type": "order.vanished"}')


@pytest.mark.parametrize("body", [b"", b"null", b"{", b"\xff", b'{"event_type": "order.created"}'])
def test_a_newer_version_is_told_apart_whatever_the_body_is(body: bytes) -> None:
    """Its shape is not known here, so nothing about it can be malformed."""
    with pytest.raises(UnknownSchemaVersion):
        parse_envelope(body, event_type="order.created", schema_version=2)


@given(st.binary(max_size=200))
def test_no_bytes_break_the_parser(body: bytes) -> None:
    """Anything but an envelope is an error of ours."""
    with pytest.raises((MalformedEnvelope, UnknownEventType)):
        parse_envelope(body)


@given(st.decimals(min_value=-(10**15), max_value=10**15, places=4))
def test_money_keeps_every_digit(amount: object) -> None:
    """No float anywhere on the way."""
    text = format(amount, "f")
    envelope = parse_envelope(changed({"total": text}))
    assert json.loads(envelope.to_bytes())["data"]["total"] == text
