"""What every implementation of the audit does, and of the lock-out that counts in it."""

import json
from datetime import UTC, datetime

import pytest
from business_hexagon.application.errors import VersionConflict
from business_hexagon.application.ports.atomic_writes import Change
from business_hexagon.application.ports.documents import PageRequest
from business_hexagon.domain.identity.security_act import SecurityActKind, SecurityOutcome

from tests.contract.identity import (
    FIRST_SECRET,
    SECOND_SECRET,
    a_subject,
    an_act,
    stored_session,
)
from tests.contract.shop import new_id
from tests.contract.storage_ports import StoragePorts


async def test_failures_are_counted_since_the_last_success(ports: StoragePorts) -> None:
    """A log in or a reset forgives; a refused one, a lock and the failures of others do not."""
    key, other = a_subject(), a_subject()
    failed, refused = SecurityActKind.LOG_IN_FAILED, SecurityOutcome.REFUSED
    story = [
        (an_act(failed, refused, key=key), 1),
        (an_act(failed, refused, key=other), 1),
        (an_act(failed, refused, key=key), 2),
        (an_act(SecurityActKind.LOG_IN_LOCKED, refused, key=key), 2),
        (an_act(SecurityActKind.LOG_IN, refused, key=key), 2),
        (an_act(SecurityActKind.LOG_IN, key=key), 0),
        (an_act(failed, refused, key=key), 1),
        (an_act(SecurityActKind.PASSWORD_RESET, key=key), 0),
        (an_act(failed, refused, key=key), 1),
    ]
    assert (await ports.log_in_attempts.of(key)).failures == 0
    for act, failures in story:
        await ports.writes.commit(Change(security_acts=(act,)))
        attempts = await ports.log_in_attempts.of(key)
        assert attempts.failures == failures
        assert (attempts.last_failure_at is None) == (failures == 0)


async def test_an_act_is_in_the_audit_and_in_its_stream(ports: StoragePorts) -> None:
    """What the others are told is what was recorded."""
    user = new_id()
    act = an_act(SecurityActKind.ROLE_CHANGED, subject_id=user)
    await ports.writes.commit(Change(security_acts=(act,)))
    page = await ports.security_act_documents.page(PageRequest().only("subject_id", str(user)))
    items = json.loads(page.content)["items"]
    assert [(item["id"], item["act"]) for item in items] == [(str(act.id), "role_changed")]
    events = await ports.streams.read("security_act", act.id)
    assert [recorded.event for recorded in events] == [act.event]


async def test_an_act_is_kept_with_its_change_or_not_at_all(ports: StoragePorts) -> None:
    """A write that is refused leaves no trace in the audit."""
    session = await stored_session(ports)
    stale = await ports.sessions.get(session.id)
    assert stale is not None
    session.rotate(FIRST_SECRET, SECOND_SECRET, datetime.now(UTC))
    await ports.writes.commit(Change(saves=(session,)))
    stale.revoke("log_out", datetime.now(UTC))
    act = an_act(SecurityActKind.SESSION_REVOKED, subject_id=session.user_id)
    with pytest.raises(VersionConflict):
        await ports.writes.commit(Change(saves=(stale,), security_acts=(act,)))
    only = PageRequest().only("subject_id", str(session.user_id))
    page = await ports.security_act_documents.page(only)
    assert json.loads(page.content)["items"] == []
