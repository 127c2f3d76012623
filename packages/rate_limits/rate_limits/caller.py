"""Who asks, as far as limits care."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Self
from uuid import UUID

__all__ = ["Caller", "Tier"]


class Tier(StrEnum):
    """How much somebody may ask for."""

    GUEST = "guest"
    USER = "user"
    STAFF = "staff"
    MACHINE = "machine"


@dataclass(frozen=True, slots=True)
class Caller:
    """Whose quota a request is taken from.

    Attributes:
        tier: How much the caller may ask for.
        key: Names the caller among all callers, such as `user:1f0c…`; at most 128 characters.
    """

    tier: Tier
    key: str

    @classmethod
    def guest(cls, address: str) -> Self:
        """Somebody without a token: all guests of one address (IPv6: of one /64) share a quota."""
        return cls(Tier.GUEST, f"address:{address}")

    @classmethod
    def user(cls, user_id: UUID | str, tier: Tier = Tier.USER) -> Self:
        """A person who is signed in."""
        return cls(tier, f"user:{user_id}")

    @classmethod
    def machine(cls, client_id: str) -> Self:
        """An OAuth client that acts for itself."""
        return cls(Tier.MACHINE, f"client:{client_id}")

    @classmethod
    def account(cls, key: str) -> Self:
        """An account that somebody tries to enter; the key must not be its address in clear."""
        return cls(Tier.GUEST, f"account:{key}")
