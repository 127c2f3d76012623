"""Rows of identity, rebuilt from their events: the same as the stored ones but for the secrets."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from business_hexagon.application.ports.atomic_writes import Change, Saved
from business_hexagon.domain.identity.one_time_token import OneTimeToken
from business_hexagon.domain.identity.role import Role
from business_hexagon.domain.identity.security_act import SecurityActKind
from business_hexagon.domain.values.email import Email
from quintet_cli.rebuilding.identity_folds import OF_IDENTITY
from quintet_cli.rebuilding.rebuildable import STORAGE_TIMES, Rebuildable
from storage_clients import ChangeMapping
from storage_clients.mapping.event_mapping import event_from_data
from storage_clients.system_ports import SystemClock, Uuid6Ids
from storage_contracts.atomic_write import AtomicWrite
from storage_contracts.rows.security_act_row import SecurityActRow

from tests.contract.identity import (
    FIRST_SECRET,
    SECOND_SECRET,
    a_client,
    a_code,
    a_session,
    a_subject,
    an_act,
)
from tests.contract.shop import a_user, new_id

_NOW = datetime(2026, 1, 15, 10, 30, 0, 123456, tzinfo=UTC)


def _a_busy_user() -> Saved:
    user = a_user()
    user.verify_email(user.log_in_email(), _NOW)
    user.change_role(Role.SUPPORT)
    user.change_password("$argon2id$another")
    user.repeat_registration(user.log_in_email())
    user.deactivate(_NOW)
    return user


def _a_busy_session() -> Saved:
    session = a_session(a_user(), _NOW)
    session.rotate(FIRST_SECRET, SECOND_SECRET, _NOW + timedelta(seconds=1))
    session.rotate(FIRST_SECRET, FIRST_SECRET, _NOW + timedelta(seconds=2))
    session.reauthenticate(_NOW + timedelta(seconds=3))
    session.revoke("log_out", _NOW + timedelta(seconds=4))
    return session


def _a_used_code() -> Saved:
    code = a_code(a_user())
    code.use(_NOW)
    return code


def _a_closed_client() -> Saved:
    client = a_client()
    client.rotate_secret(SECOND_SECRET, keep_previous=True)
    client.deactivate()
    return client


_STORIES: dict[str, Callable[[], Saved]] = {
    "busy_user": _a_busy_user,
    "busy_session": _a_busy_session,
    "used_code": _a_used_code,
    "verification": lambda: OneTimeToken.for_email(
        new_id(), a_user(), Email("ada@example.com"), _NOW
    ),
    "reset": lambda: OneTimeToken.for_password(new_id(), a_user(), _NOW),
    "closed_client": _a_closed_client,
}


def _kind(name: str) -> Rebuildable:
    return next(one for one in OF_IDENTITY if one.kind == name)


def _written(change: Change) -> AtomicWrite:
    write = ChangeMapping("tests", SystemClock(), Uuid6Ids()).atomic_write(change)
    return AtomicWrite.model_validate_json(write.model_dump_json())


def _compared(rebuildable: Rebuildable, stored: dict[str, object], write: AtomicWrite) -> None:
    events = [event_from_data(e.event_type, e.data, e.schema_version) for e in write.events]
    rebuilt = dict(rebuildable.fold(events, _NOW))
    apart = STORAGE_TIMES.union(rebuildable.beside)
    shown = set(rebuildable.row.model_fields) - apart
    assert {name: rebuilt[name] for name in shown} == {name: stored[name] for name in shown}


@pytest.mark.parametrize("story", _STORIES)
def test_the_events_of_an_aggregate_make_its_row(story: str) -> None:
    """Whatever happened to it; what is kept beside the stream is not compared."""
    aggregate = _STORIES[story]()
    write = _written(Change(saves=(aggregate,)))
    stored = dict(write.rows[0].row)
    _compared(_kind(aggregate.kind), stored, write)
    assert stored["version"] == len(write.events)


def test_the_event_of_an_act_makes_its_row() -> None:
    """Service and request are stored with each event, so no event has to tell them."""
    act = an_act(SecurityActKind.ROLE_CHANGED, key=a_subject(), subject_id=new_id())
    write = _written(Change(security_acts=(act,)))
    entry = write.security_acts[0]
    stored = SecurityActRow.model_validate({**dict(entry), "service": "tests", "request_id": "1"})
    _compared(_kind("security_act"), dict(stored), write)


@pytest.mark.parametrize("story", _STORIES)
def test_no_event_of_identity_holds_a_secret(story: str) -> None:
    """Neither a hash of one; the control finds them in the rows."""
    write = _written(Change(saves=(_STORIES[story](),)))
    secrets = (FIRST_SECRET, SECOND_SECRET, "argon2id", "password_key", "code_challenge")
    events = "".join(event.model_dump_json() for event in write.events)
    assert not [secret for secret in secrets if secret in events]
    rows = "".join(one.row.model_dump_json() for one in write.rows)
    if story != "verification":
        assert [secret for secret in secrets if secret in rows]
