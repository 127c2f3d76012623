"""The session: a family of refresh tokens, of which one works."""

from datetime import datetime, timedelta
from typing import ClassVar, Final, Self
from uuid import UUID

from business_hexagon.domain.aggregate import Aggregate
from business_hexagon.domain.identity.errors import InvalidGrant, RefreshReused
from business_hexagon.domain.identity.opaque_secret import is_hash_of
from business_hexagon.domain.identity.session_events import (
    SessionEvent,
    SessionOpened,
    SessionReauthenticated,
    SessionRefreshed,
    SessionRevoked,
)

LIFETIME: Final = timedelta(days=30)
"""However often it is used, a session ends this long after it was opened."""

GRACE: Final = timedelta(seconds=30)
"""How long after a rotation the secret before it works once more: its answer may be lost."""

NO_SECRET: Final = ""
"""Matches no secret: what a session folded from events has."""


class Session(Aggregate[SessionEvent]):
    """Somebody's log in with one program, kept alive by rotating a secret.

    Attributes:
        user_id: who logged in.
        client_id: with which program.
        scope: most that its tokens may allow; what the user's role forbids they do not.
        secret_hash: of the refresh token that works; like the next, beside the stream.
        previous_hash: of the one before it.
        rotated_at: when the secret was last replaced in the ordinary way.
        grace_spent: whether the one before was accepted once more.
        opened_at: when the password was last proven.
        last_used_at: when it was last refreshed.
        expires_at: when it ends in any case.
        revoked_at: when it was ended; nothing while it is open.
        revoked_reason: why.
        address: where the log in came from.
        user_agent: what the program said of itself.
    """

    __slots__ = (
        "address",
        "client_id",
        "expires_at",
        "grace_spent",
        "last_used_at",
        "opened_at",
        "previous_hash",
        "revoked_at",
        "revoked_reason",
        "rotated_at",
        "scope",
        "secret_hash",
        "user_agent",
        "user_id",
    )

    kind: ClassVar[str] = "session"
    user_id: UUID
    client_id: str
    scope: frozenset[str]
    secret_hash: str
    previous_hash: str | None
    rotated_at: datetime | None
    grace_spent: bool
    opened_at: datetime
    last_used_at: datetime
    expires_at: datetime
    revoked_at: datetime | None
    revoked_reason: str | None
    address: str
    user_agent: str

    @classmethod
    def open(
        cls,
        *,
        session_id: UUID,
        user_id: UUID,
        client_id: str,
        scope: frozenset[str],
        secret_hash: str,
        now: datetime,
        address: str = "",
        user_agent: str = "",
    ) -> Self:
        """Begin a session that lasts 30 days at most."""
        session = cls()
        session._record(
            SessionOpened(
                session_id=session_id,
                user_id=user_id,
                client_id=client_id,
                scope=tuple(sorted(scope)),
                opened_at=now,
                expires_at=now + LIFETIME,
                address=address,
                user_agent=user_agent,
            ),
        )
        session.secret_hash = secret_hash
        return session

    @classmethod
    def restore(
        cls,
        *,
        session_id: UUID,
        user_id: UUID,
        client_id: str,
        scope: frozenset[str],
        secret_hash: str,
        previous_hash: str | None,
        rotated_at: datetime | None,
        grace_spent: bool,
        opened_at: datetime,
        last_used_at: datetime,
        expires_at: datetime,
        revoked_at: datetime | None,
        revoked_reason: str | None,
        address: str,
        user_agent: str,
        version: int,
        created_at: datetime | None = None,
    ) -> Self:
        """Rebuild a session from its row."""
        session = cls()
        session.id = session_id
        session.user_id = user_id
        session.client_id = client_id
        session.scope = scope
        session.secret_hash = secret_hash
        session.previous_hash = previous_hash
        session.rotated_at = rotated_at
        session.grace_spent = grace_spent
        session.opened_at = opened_at
        session.last_used_at = last_used_at
        session.expires_at = expires_at
        session.revoked_at = revoked_at
        session.revoked_reason = revoked_reason
        session.address = address
        session.user_agent = user_agent
        session._restored(version, created_at)
        return session

    def is_open(self, now: datetime) -> bool:
        """Whether it was neither ended nor has run out."""
        return self.revoked_at is None and now < self.expires_at

    def rotate(self, presented_hash: str, new_hash: str, now: datetime) -> None:
        """Replace the secret, for whoever presents the one that works.

        The secret before it works once more shortly after a rotation, since the answer that held
        its successor may be lost. The successor is void then: should somebody else have received
        it, his next refresh gives both away.

        Args:
            presented_hash: of the secret that was presented.
            new_hash: of the secret to be handed out.
            now: the time.

        Raises:
            InvalidGrant: the session is over.
            RefreshReused: the secret is none of the two: if it is genuine, it was replaced
                earlier, so there are two who hold it: end the session.
        """
        if not self.is_open(now):
            raise InvalidGrant
        current = is_hash_of(self.secret_hash, presented_hash)
        if not current and not self._has_grace(presented_hash, now):
            raise RefreshReused
        self._record(
            SessionRefreshed(session_id=self.id, refreshed_at=now, by_grace=not current),
        )
        if current:
            self.previous_hash = self.secret_hash
        self.secret_hash = new_hash

    def reauthenticate(self, now: datetime) -> None:
        """Count as opened now, after the password was proven again."""
        self._record(SessionReauthenticated(session_id=self.id, reauthenticated_at=now))

    def revoke(self, reason: str, now: datetime) -> None:
        """End the session; once is enough."""
        if self.revoked_at is None:
            self._record(
                SessionRevoked(
                    session_id=self.id, user_id=self.user_id, reason=reason, revoked_at=now
                ),
            )

    def _has_grace(self, presented_hash: str, now: datetime) -> bool:
        return (
            is_hash_of(self.previous_hash, presented_hash)
            and not self.grace_spent
            and self.rotated_at is not None
            and now - self.rotated_at <= GRACE
        )

    def _apply(self, event: SessionEvent) -> None:
        match event:
            case SessionOpened():
                self.id = event.session_id
                self.user_id = event.user_id
                self.client_id = event.client_id
                self.scope = frozenset(event.scope)
                self.secret_hash = NO_SECRET
                self.previous_hash = None
                self.rotated_at = None
                self.grace_spent = False
                self.opened_at = self.last_used_at = event.opened_at
                self.expires_at = event.expires_at
                self.revoked_at = self.revoked_reason = None
                self.address = event.address
                self.user_agent = event.user_agent
            case SessionRefreshed():
                self.last_used_at = event.refreshed_at
                self.grace_spent = event.by_grace
                if not event.by_grace:
                    self.rotated_at = event.refreshed_at
            case SessionReauthenticated():
                self.opened_at = event.reauthenticated_at
            case _:
                self.revoked_at = event.revoked_at
                self.revoked_reason = event.reason
