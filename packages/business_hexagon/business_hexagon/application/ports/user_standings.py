"""What a user may be trusted with right now."""

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol
from uuid import UUID

from business_hexagon.domain.identity.role import Role


@dataclass(frozen=True, slots=True)
class Standing:
    """A user as he stands, a few seconds old at most.

    Attributes:
        role: what the user is.
        is_active: whether the account is open.
        sessions_valid_from: sessions opened before are closed; nothing when none is.
        session_open: whether the session that was asked about is this user's, is not revoked, has
            not run out, and was opened no earlier than `sessions_valid_from`. False when none was
            asked about.
    """

    role: Role
    is_active: bool
    sessions_valid_from: datetime | None
    session_open: bool


class UserStandings(Protocol):
    """Tells standings, from a cache of a few seconds."""

    async def of(self, user_id: UUID, session_id: UUID | None) -> Standing | None:
        """The user's standing, or nothing when there is no such user.

        Raises:
            StorageUnavailable: the data service does not answer.
        """
        ...
