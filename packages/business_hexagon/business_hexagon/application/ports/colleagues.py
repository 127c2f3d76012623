"""The people who work here."""

from dataclasses import dataclass
from typing import Protocol
from uuid import UUID

from business_hexagon.domain.identity.role import Role


@dataclass(frozen=True, slots=True)
class Colleague:
    """Somebody who works here, as colleagues know him.

    Attributes:
        user_id: who.
        name: what people call him.
        role: what he is.
    """

    user_id: UUID
    name: str
    role: Role


class Colleagues(Protocol):
    """Knows who works here."""

    async def all(self) -> tuple[Colleague, ...]:
        """Everybody with an open account that is no customer's, by name; a hundred at most.

        Raises:
            StorageUnavailable: the data service does not answer.
        """
        ...
