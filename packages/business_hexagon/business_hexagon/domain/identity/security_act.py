"""The record of one act that an audit must know of."""

import unicodedata
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final
from uuid import UUID

from business_hexagon.domain.identity.security_events import SecurityActRecorded

LONGEST_ADDRESS: Final = 64
LONGEST_USER_AGENT: Final = 255
LONGEST_DETAIL: Final = 1000


class SecurityActKind(StrEnum):
    """What was done or tried."""

    REGISTERED = "registered"
    LOG_IN = "log_in"
    LOG_IN_FAILED = "log_in_failed"
    LOG_IN_LOCKED = "log_in_locked"
    LOG_OUT = "log_out"
    LOG_OUT_EVERYWHERE = "log_out_everywhere"
    REFRESH_REUSED = "refresh_reused"
    CODE_REUSED = "code_reused"
    SESSION_REVOKED = "session_revoked"
    PASSWORD_CHANGED = "password_changed"  # noqa: S105  an act, not a password
    PASSWORD_RESET_REQUESTED = "password_reset_requested"  # noqa: S105  an act, not a password
    PASSWORD_RESET = "password_reset"  # noqa: S105  an act, not a password
    EMAIL_VERIFICATION_REQUESTED = "email_verification_requested"
    EMAIL_VERIFIED = "email_verified"
    ROLE_CHANGED = "role_changed"
    USER_DEACTIVATED = "user_deactivated"
    USER_ACTIVATED = "user_activated"
    REFUND_REQUESTED = "refund_requested"
    REFUND_DECLINED = "refund_declined"
    DEAD_LETTER_REDRIVEN = "dead_letter_redriven"
    DEAD_LETTERS_REDRIVEN = "dead_letters_redriven"
    DEAD_LETTER_DISCARDED = "dead_letter_discarded"
    CLIENT_CREATED = "client_created"
    CLIENT_SECRET_ROTATED = "client_secret_rotated"  # noqa: S105  an act, not a secret
    CLIENT_DEACTIVATED = "client_deactivated"
    CHAT_LINKED = "chat_linked"
    CHAT_UNLINKED = "chat_unlinked"
    SIGNING_KEY_ROTATED = "signing_key_rotated"


class SecurityOutcome(StrEnum):
    """Whether it was let."""

    OK = "ok"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True, kw_only=True)
class SecurityAct:
    """One act; never changed and never deleted. No secret is part of it.

    Attributes:
        id: identity.
        act: what was done or tried.
        outcome: whether it was let.
        actor_id: the user who did it; nothing for a guest, a program or one of our processes.
        client_id: the program that was used.
        subject_id: the user acted upon.
        subject_key: SHA-256 of the address of a log in, see `lockout.subject_key`.
        address: where it came from; as the next, cut and cleared of control characters.
        user_agent: what the program said of itself.
        details: what else there is to know, small texts.
    """

    id: UUID
    act: SecurityActKind
    outcome: SecurityOutcome = SecurityOutcome.OK
    actor_id: UUID | None = None
    client_id: str | None = None
    subject_id: UUID | None = None
    subject_key: str | None = None
    address: str = ""
    user_agent: str = ""
    details: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        object.__setattr__(self, "address", _printable(self.address, LONGEST_ADDRESS))
        object.__setattr__(self, "user_agent", _printable(self.user_agent, LONGEST_USER_AGENT))
        details = {name: _printable(text, LONGEST_DETAIL) for name, text in self.details.items()}
        object.__setattr__(self, "details", details)

    @property
    def stream(self) -> str:
        """Name of its event stream, which holds one event: `security_act/<id>`."""
        return f"security_act/{self.id}"

    @property
    def event(self) -> SecurityActRecorded:
        """What to tell the others."""
        return SecurityActRecorded(
            act_id=self.id,
            act=self.act.value,
            outcome=self.outcome.value,
            actor_id=self.actor_id,
            client_id=self.client_id,
            subject_id=self.subject_id,
            subject_key=self.subject_key,
            address=self.address,
            user_agent=self.user_agent,
            details=self.details,
        )


def _printable(text: str, longest: int) -> str:
    """Cut, and leave out what a terminal or a line of a log would obey."""
    return "".join(character for character in text if unicodedata.category(character)[0] != "C")[
        :longest
    ]
