"""Sessions."""

from datetime import datetime

from business_hexagon.domain.identity.session import Session
from storage_contracts.rows.session_row import SessionCredentials, SessionRow, SessionWrite

__all__ = ["session_from_row", "session_row", "session_write"]


def session_from_row(row: SessionCredentials) -> Session:
    """Rebuild a session."""
    return Session.restore(
        session_id=row.id,
        user_id=row.user_id,
        client_id=row.client_id,
        scope=frozenset(row.scope),
        secret_hash=row.secret_hash,
        previous_hash=row.previous_hash,
        rotated_at=row.rotated_at,
        grace_spent=row.grace_spent,
        opened_at=row.opened_at,
        last_used_at=row.last_used_at,
        expires_at=row.expires_at,
        revoked_at=row.revoked_at,
        revoked_reason=row.revoked_reason,
        address=row.address,
        user_agent=row.user_agent,
        version=row.version,
        created_at=row.created_at,
    )


def session_row(session: Session, now: datetime) -> SessionRow:
    """The row that a session's events lead to, without the hashes, which no event has."""
    return SessionRow(
        id=session.id,
        user_id=session.user_id,
        client_id=session.client_id,
        scope=sorted(session.scope),
        rotated_at=session.rotated_at,
        grace_spent=session.grace_spent,
        opened_at=session.opened_at,
        last_used_at=session.last_used_at,
        expires_at=session.expires_at,
        revoked_at=session.revoked_at,
        revoked_reason=session.revoked_reason,
        address=session.address,
        user_agent=session.user_agent,
        version=session.version,
        created_at=session.created_at or now,
        updated_at=now,
    )


def session_write(session: Session, now: datetime) -> SessionWrite:
    """What a session's pending events change."""
    return SessionWrite(
        expected_version=session.loaded_version,
        row=SessionCredentials(
            **vars(session_row(session, now)),
            secret_hash=session.secret_hash,
            previous_hash=session.previous_hash,
        ),
    )
