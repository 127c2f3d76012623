"""Old data is lifted step by step to the version that is read now."""

import json
from dataclasses import replace
from datetime import UTC, datetime
from uuid import UUID

import pytest
from integration_events import catalogue
from integration_events.catalogue import CATALOGUE
from integration_events.envelope import new_envelope, parse_envelope
from integration_events.errors import UnknownSchemaVersion
from integration_events.json_value import JsonObject
from integration_events.upcasting import UPCASTS, Upcasts, upcast


def _with_name(data: JsonObject) -> JsonObject:
    data["name"] = data.pop("full_name")
    return data


def _with_activity(data: JsonObject) -> JsonObject:
    data["is_active"] = True
    return data


STEPS: Upcasts = {("user.updated", 1): _with_name, ("user.updated", 2): _with_activity}


def test_two_steps_lift_two_versions() -> None:
    """Each step knows only the next version; the stored data stays as it was."""
    stored: JsonObject = {"full_name": "Ada"}
    lifted = upcast("user.updated", stored, written=1, wanted=3, upcasts=STEPS)
    assert lifted == {"name": "Ada", "is_active": True}
    assert stored == {"full_name": "Ada"}


def test_the_newest_version_is_taken_as_it_is() -> None:
    """Without a copy."""
    data: JsonObject = {"name": "Ada"}
    assert upcast("user.updated", data, written=3, wanted=3, upcasts=STEPS) is data


@pytest.mark.parametrize(("written", "wanted"), [(4, 3), (3, 4)])
def test_a_version_without_a_way_up_is_refused(written: int, wanted: int) -> None:
    """Newer than wanted, or a step is missing."""
    with pytest.raises(UnknownSchemaVersion):
        upcast("user.updated", {}, written=written, wanted=wanted, upcasts=STEPS)


def test_every_older_version_in_the_catalogue_has_a_way_up() -> None:
    """Whoever raises a schema version writes its step."""
    for definition in CATALOGUE.values():
        for version in range(1, definition.schema_version):
            assert (definition.event_type, version) in UPCASTS


@pytest.fixture
def third_version(monkeypatch: pytest.MonkeyPatch) -> JsonObject:
    """`user.updated` is at version 3; returns its data as version 1 wrote it."""
    row = CATALOGUE["user.updated"]
    newer = replace(row, schema_version=3)
    monkeypatch.setattr(catalogue, "CATALOGUE", {**CATALOGUE, "user.updated": newer})
    old = row.example
    old["full_name"] = old.pop("name")
    del old["is_active"]
    return old


def test_an_old_message_is_read_as_a_new_one(third_version: JsonObject) -> None:
    """From the broker."""
    body = json.dumps(
        {
            "event_type": "user.updated",
            "event_id": "1f0c7a52-55f2-6d10-b1a9-0242ac120002",
            "timestamp": "2026-01-15T10:30:00Z",
            "service": "api_service",
            "request_id": "request_1",
            "user_id": None,
            "data": third_version,
        }
    ).encode()
    envelope = parse_envelope(body, schema_version=1, upcasts=STEPS)
    assert json.loads(envelope.data_bytes()) == CATALOGUE["user.updated"].example


def test_an_old_record_is_published_as_a_new_one(third_version: JsonObject) -> None:
    """From the outbox, written before an update and published after it."""
    envelope = new_envelope(
        event_type="user.updated",
        event_id=UUID("1f0c7a52-55f2-6d10-b1a9-0242ac120002"),
        timestamp=datetime(2026, 1, 15, tzinfo=UTC),
        service="api_service",
        request_id="request_1",
        user_id=None,
        data=third_version,
        schema_version=1,
        upcasts=STEPS,
    )
    assert json.loads(envelope.data_bytes()) == CATALOGUE["user.updated"].example


def test_a_user_of_before_verification_is_still_read() -> None:
    """The newer fields have defaults: an unproven address, nobody logged out everywhere."""
    old = {
        "user_id": "1f0c7a52-1111-6d10-b1a9-0242ac120002",
        "email": "ada@example.com",
        "name": "Ada Lovelace",
        "role": "customer",
        "is_active": True,
    }
    body = json.dumps(
        {
            "event_type": "user.updated",
            "event_id": "1f0c7a52-55f2-6d10-b1a9-0242ac120002",
            "timestamp": "2026-01-15T10:30:00Z",
            "service": "api_service",
            "request_id": "request_1",
            "user_id": None,
            "data": old,
        }
    ).encode()
    data = json.loads(parse_envelope(body, schema_version=1).data_bytes())
    assert data == {
        **old,
        "email_verified": False,
        "email_verified_at": None,
        "sessions_valid_from": None,
    }
