"""Issuing access tokens."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol
from uuid import UUID

from business_hexagon.domain.identity.scope import Scope


@dataclass(frozen=True, slots=True)
class AccessToken:
    """A bearer token.

    Attributes:
        text: the secret itself.
        expires_at: when it stops working, UTC.
    """

    text: str = field(repr=False)
    expires_at: datetime


class AccessTokenIssuer(Protocol):
    """Issues short-lived access tokens."""

    def issue(
        self,
        *,
        subject: str,
        scopes: frozenset[Scope],
        session_id: UUID | None,
        client_id: str,
    ) -> AccessToken:
        """A new token.

        Args:
            subject: the user's id; for a program that acts for itself its `client_id`.
            scopes: what it allows at most.
            session_id: the user's session; nothing exactly for a program that acts for itself.
            client_id: the program that asked.
        """
        ...
