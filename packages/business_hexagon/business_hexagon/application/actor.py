"""Who asks."""

from dataclasses import dataclass
from typing import Final
from uuid import UUID

from business_hexagon.domain.errors import PermissionDenied
from business_hexagon.domain.identity.role import Role


@dataclass(frozen=True, slots=True)
class Actor:
    """The person or process on whose behalf a use case runs.

    Attributes:
        user_id: the signed-in user; nothing for a guest and for the system.
        role: the user's role; nothing for a guest and for the system.
        request_id: the request that all this belongs to.
        is_system: whether it is one of our own processes.
    """

    user_id: UUID | None = None
    role: Role | None = None
    request_id: str = ""
    is_system: bool = False

    @property
    def is_admin(self) -> bool:
        """Whether it may do everything."""
        return self.is_system or self.role is Role.ADMIN

    @property
    def is_staff(self) -> bool:
        """Whether it may act for the shop: staff, administrators, our own processes."""
        return self.is_admin or self.role is Role.STAFF

    @property
    def is_guest(self) -> bool:
        """Whether nobody is signed in."""
        return self.user_id is None and not self.is_system

    def owns(self, owner_id: UUID | None) -> bool:
        """Whether the thing is the actor's own; what belongs to nobody is nobody's own."""
        return owner_id is not None and owner_id == self.user_id

    def may_see(self, owner_id: UUID | None) -> bool:
        """Whether the actor may know of the thing."""
        return self.is_staff or self.owns(owner_id)

    def may_read_order(self, owner_id: UUID | None) -> bool:
        """Whether the actor may read an order, given its id.

        A guest's order belongs to nobody: its unguessable id is the key to it.
        """
        return owner_id is None or self.may_see(owner_id)

    def require_staff(self, action: str) -> None:
        """Refuse everybody but staff.

        Raises:
            PermissionDenied: the actor is not staff.
        """
        if not self.is_staff:
            raise PermissionDenied(action)

    def require_admin(self, action: str) -> None:
        """Refuse everybody but administrators.

        Raises:
            PermissionDenied: the actor is no administrator.
        """
        if not self.is_admin:
            raise PermissionDenied(action)


SYSTEM: Final = Actor(is_system=True)
"""Our own processes, for what nobody asked for."""
