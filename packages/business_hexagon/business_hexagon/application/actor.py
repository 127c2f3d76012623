"""Who asks, and what he may do."""

from dataclasses import dataclass
from typing import Final, Self
from uuid import UUID

from business_hexagon.domain.errors import PermissionDenied
from business_hexagon.domain.identity.role import Role
from business_hexagon.domain.identity.role_scopes import GUEST_SCOPES
from business_hexagon.domain.identity.scope import EVERY_SCOPE, Scope


class _ByRole(frozenset[Scope]):
    """Stands for scopes that nobody gave; told from an empty set by its identity."""


_BY_ROLE: Final = _ByRole()


@dataclass(frozen=True, slots=True)
class Actor:
    """The person, program or process on whose behalf a use case runs.

    Attributes:
        user_id: the signed-in user; nothing for a guest, a program and the system.
        role: the user's role; nothing for the others.
        request_id: the request that all this belongs to.
        is_system: whether it is one of our own processes.
        scopes: what it may do. When left out: what its role may, a guest without a role,
            everything for the system.
        session_id: the user's session, if the request came with one.
        client_id: the program that was used, if it is known.
        address: where the request came from, if it is known.
        user_agent: what the program said of itself.
    """

    user_id: UUID | None = None
    role: Role | None = None
    request_id: str = ""
    is_system: bool = False
    scopes: frozenset[Scope] = _BY_ROLE
    session_id: UUID | None = None
    client_id: str | None = None
    address: str = ""
    user_agent: str = ""

    def __post_init__(self) -> None:
        if self.scopes is _BY_ROLE:
            object.__setattr__(self, "scopes", self._usual_scopes())

    def _usual_scopes(self) -> frozenset[Scope]:
        if self.is_system:
            return EVERY_SCOPE
        return GUEST_SCOPES if self.role is None else self.role.scopes

    @classmethod
    def of_user(
        cls,
        user_id: UUID,
        role: Role,
        *,
        scopes: frozenset[Scope] | None = None,
        session_id: UUID | None = None,
        client_id: str | None = None,
        request_id: str = "",
        address: str = "",
        user_agent: str = "",
    ) -> Self:
        """A signed-in user; whatever the scopes given, never more than the role allows."""
        return cls(
            user_id=user_id,
            role=role,
            request_id=request_id,
            scopes=role.scopes if scopes is None else role.scopes & scopes,
            session_id=session_id,
            client_id=client_id,
            address=address,
            user_agent=user_agent,
        )

    @classmethod
    def guest(cls, *, request_id: str = "", address: str = "", user_agent: str = "") -> Self:
        """Somebody who did not sign in."""
        return cls(
            request_id=request_id, scopes=GUEST_SCOPES, address=address, user_agent=user_agent
        )

    @classmethod
    def of_client(
        cls,
        client_id: str,
        scopes: frozenset[Scope],
        *,
        request_id: str = "",
        address: str = "",
        user_agent: str = "",
    ) -> Self:
        """A program that acts for itself, with no user behind it."""
        return cls(
            request_id=request_id,
            scopes=scopes,
            client_id=client_id,
            address=address,
            user_agent=user_agent,
        )

    @property
    def is_guest(self) -> bool:
        """Whether neither a user nor a program signed in."""
        return self.user_id is None and self.client_id is None and not self.is_system

    def has(self, scope: Scope) -> bool:
        """Whether it may do this."""
        return scope in self.scopes

    def require(self, scope: Scope) -> None:
        """Refuse who may not do this.

        Raises:
            PermissionDenied: the scope is missing; the error names it.
        """
        if scope not in self.scopes:
            raise PermissionDenied(scope.value)

    def require_user(self, action: str) -> UUID:
        """The signed-in user's id.

        Raises:
            PermissionDenied: no user is signed in.
        """
        if self.user_id is None:
            raise PermissionDenied(action)
        return self.user_id

    def owns(self, owner_id: UUID | None) -> bool:
        """Whether the thing is the actor's own; what belongs to nobody is nobody's own."""
        return owner_id is not None and owner_id == self.user_id

    def may_read_order(self, owner_id: UUID | None) -> bool:
        """Whether the actor may read an order, given its id.

        A guest's order belongs to nobody: its unguessable id is the key to it.
        """
        return owner_id is None or self.owns(owner_id) or self.has(Scope.ORDERS_READ_ALL)


SYSTEM: Final = Actor(is_system=True)
"""Our own processes, for what nobody asked for."""
