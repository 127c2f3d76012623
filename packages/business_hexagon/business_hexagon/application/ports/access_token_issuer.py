"""Issuing access tokens."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol
from uuid import UUID

from business_hexagon.domain.identity.role import Role


@dataclass(frozen=True, slots=True)
class AccessToken:
    """A bearer token.

    Attributes:
        token: the secret itself.
        expires_at: when it stops working, UTC.
    """

    token: str = field(repr=False)
    expires_at: datetime


class AccessTokenIssuer(Protocol):
    """Issues short-lived access tokens."""

    def issue(self, user_id: UUID, role: Role) -> AccessToken:
        """A new token for this user."""
        ...
