"""The session aggregate."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from business_hexagon.domain.identity.errors import InvalidGrant, RefreshReused
from business_hexagon.domain.identity.session import GRACE, LIFETIME, NO_SECRET, Session
from business_hexagon.domain.identity.session_events import (
    SessionOpened,
    SessionReauthenticated,
    SessionRefreshed,
    SessionRevoked,
)

NOON = datetime(2026, 1, 15, 12, tzinfo=UTC)
SECOND = timedelta(seconds=1)


def opened() -> Session:
    """A new session whose secret has the hash `a`."""
    return Session.open(
        session_id=UUID(int=5),
        user_id=UUID(int=1),
        client_id="quintet",
        scope=frozenset({"orders:read", "orders:place"}),
        secret_hash="a",
        now=NOON,
        address="192.0.2.7",
        user_agent="browser",
    )


def test_opens_with_one_event_that_tells_no_secret() -> None:
    """For thirty days."""
    session = opened()
    assert session.pending == (
        SessionOpened(
            session_id=UUID(int=5),
            user_id=UUID(int=1),
            client_id="quintet",
            scope=("orders:place", "orders:read"),
            opened_at=NOON,
            expires_at=NOON + LIFETIME,
            address="192.0.2.7",
            user_agent="browser",
        ),
    )
    assert (session.secret_hash, session.last_used_at) == ("a", NOON)


def test_the_secret_before_works_once_within_the_grace() -> None:
    """At its very end still; a moment later no more."""
    for after, works in ((GRACE, True), (GRACE + SECOND, False)):
        session = opened()
        session.rotate("a", "b", NOON)
        if works:
            session.rotate("a", "c", NOON + after)
            assert (session.secret_hash, session.grace_spent) == ("c", True)
        else:
            with pytest.raises(RefreshReused):
                session.rotate("a", "c", NOON + after)


def test_the_successor_is_void_after_the_grace_was_used() -> None:
    """Whoever presents it gives both away."""
    session = opened()
    session.rotate("a", "b", NOON)
    session.rotate("a", "c", NOON)
    for stale in ("a", "b"):
        with pytest.raises(RefreshReused):
            session.rotate(stale, "d", NOON)
    session.rotate("c", "d", NOON)
    assert (session.secret_hash, session.grace_spent) == ("d", False)


def test_each_rotation_has_a_grace_of_its_own() -> None:
    """Of the secret right before it."""
    session = opened()
    session.rotate("a", "b", NOON)
    session.rotate("b", "c", NOON + SECOND)
    with pytest.raises(RefreshReused):
        session.rotate("a", "x", NOON + SECOND)
    session.rotate("b", "d", NOON + SECOND)
    assert session.secret_hash == "d"


@pytest.mark.parametrize("presented", ["", "b"])
def test_nothing_matches_a_session_without_a_secret(presented: str) -> None:
    """One folded from events has none, and nothing is no key to nothing."""
    folded = Session.from_events(opened().pending)
    assert folded.secret_hash == NO_SECRET
    with pytest.raises(RefreshReused):
        folded.rotate(presented, "c", NOON)


def test_a_session_that_is_over_rotates_nothing() -> None:
    """It is no reuse then."""
    late = opened()
    with pytest.raises(InvalidGrant) as refusal:
        late.rotate("a", "b", NOON + LIFETIME)
    assert not isinstance(refusal.value, RefreshReused)
    revoked = opened()
    revoked.revoke("log_out", NOON)
    revoked.revoke("revoked", NOON + SECOND)
    with pytest.raises(InvalidGrant):
        revoked.rotate("a", "b", NOON)
    assert (revoked.revoked_reason, revoked.revoked_at) == ("log_out", NOON)


def test_folding_its_events_gives_the_same_session_without_secrets() -> None:
    """Events hold everything else."""
    session = opened()
    session.rotate("a", "b", NOON + SECOND)
    session.rotate("a", "c", NOON + 2 * SECOND)
    session.reauthenticate(NOON + 3 * SECOND)
    session.revoke("log_out", NOON + 4 * SECOND)
    folded = Session.from_events(session.pending)

    assert [type(event) for event in session.pending[1:]] == [
        SessionRefreshed,
        SessionRefreshed,
        SessionReauthenticated,
        SessionRevoked,
    ]
    for name in set(Session.__slots__) - {"secret_hash", "previous_hash"}:
        assert getattr(folded, name) == getattr(session, name)
    assert (folded.opened_at, folded.rotated_at) == (NOON + 3 * SECOND, NOON + SECOND)


def test_restores_a_session_from_its_row() -> None:
    """With its secrets and its row's version."""
    session = Session.restore(
        session_id=UUID(int=5),
        user_id=UUID(int=1),
        client_id="quintet",
        scope=frozenset({"orders:read"}),
        secret_hash="b",
        previous_hash="a",
        rotated_at=NOON,
        grace_spent=False,
        opened_at=NOON,
        last_used_at=NOON,
        expires_at=NOON + LIFETIME,
        revoked_at=None,
        revoked_reason=None,
        address="",
        user_agent="",
        version=4,
        created_at=NOON,
    )
    session.rotate("a", "c", NOON)
    assert (session.loaded_version, session.version, session.created_at) == (4, 5, NOON)
