"""Writing down who did what."""

from uuid import UUID

from business_hexagon.application.actor import Actor
from business_hexagon.application.ports.id_generator import IdGenerator
from business_hexagon.domain.identity.security_act import (
    SecurityAct,
    SecurityActKind,
    SecurityOutcome,
)


class SecurityActs:
    """Makes records of acts; whoever asks for one writes it in the same call as the act.

    Args:
        ids: identities of the records.
    """

    def __init__(self, ids: IdGenerator) -> None:
        self._ids = ids

    def done(
        self,
        act: SecurityActKind,
        actor: Actor,
        *,
        subject_id: UUID | None = None,
        subject_key: str | None = None,
        client_id: str | None = None,
        details: dict[str, str] | None = None,
    ) -> SecurityAct:
        """A record of what was let."""
        return SecurityAct(
            id=self._ids.new(),
            act=act,
            actor_id=actor.user_id,
            client_id=client_id or actor.client_id,
            subject_id=subject_id,
            subject_key=subject_key,
            address=actor.address,
            user_agent=actor.user_agent,
            details=details or {},
        )

    def refused(
        self,
        act: SecurityActKind,
        actor: Actor,
        reason: str,
        *,
        subject_id: UUID | None = None,
        subject_key: str | None = None,
        client_id: str | None = None,
        details: dict[str, str] | None = None,
    ) -> SecurityAct:
        """A record of what was tried in vain, with a reason in one word."""
        return SecurityAct(
            id=self._ids.new(),
            act=act,
            outcome=SecurityOutcome.REFUSED,
            actor_id=actor.user_id,
            client_id=client_id or actor.client_id,
            subject_id=subject_id,
            subject_key=subject_key,
            address=actor.address,
            user_agent=actor.user_agent,
            details={"reason": reason, **(details or {})},
        )
