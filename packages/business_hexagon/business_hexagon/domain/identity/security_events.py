"""What the audit tells the others."""

from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from business_hexagon.domain.event import DomainEvent


@dataclass(frozen=True, slots=True, kw_only=True)
class SecurityActRecorded(DomainEvent):
    """Somebody did, or tried, what an audit must know of."""

    event_type: ClassVar[str] = "security.act_recorded"

    act_id: UUID
    act: str
    outcome: str
    actor_id: UUID | None
    client_id: str | None
    subject_id: UUID | None
    subject_key: str | None
    address: str
    user_agent: str
    details: dict[str, str]
