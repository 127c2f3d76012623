"""Security acts."""

from datetime import datetime

from business_hexagon.domain.identity.security_act import SecurityAct
from business_hexagon.domain.identity.security_events import SecurityActRecorded
from storage_contracts.rows.security_act_row import SecurityActEntry

__all__ = ["security_act_entry", "security_act_from_event"]


def security_act_entry(act: SecurityAct, now: datetime) -> SecurityActEntry:
    """The record of an act."""
    return SecurityActEntry(
        id=act.id,
        act=act.act.value,
        outcome=act.outcome.value,
        actor_id=act.actor_id,
        client_id=act.client_id,
        subject_id=act.subject_id,
        subject_key=act.subject_key,
        address=act.address,
        user_agent=act.user_agent,
        details=dict(act.details),
        created_at=now,
    )


def security_act_from_event(event: SecurityActRecorded, now: datetime) -> SecurityActEntry:
    """The record that the one event of an act leads to."""
    return SecurityActEntry(
        id=event.act_id,
        act=event.act,
        outcome="refused" if event.outcome == "refused" else "ok",
        actor_id=event.actor_id,
        client_id=event.client_id,
        subject_id=event.subject_id,
        subject_key=event.subject_key,
        address=event.address,
        user_agent=event.user_agent,
        details=dict(event.details),
        created_at=now,
    )
