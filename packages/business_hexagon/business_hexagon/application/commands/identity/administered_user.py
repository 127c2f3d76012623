"""Which accounts an administrator may change, and how."""

from business_hexagon.application.actor import Actor
from business_hexagon.application.ports.users import Users
from business_hexagon.domain.errors import PermissionDenied
from business_hexagon.domain.identity.errors import RoleProtected
from business_hexagon.domain.identity.role import Role
from business_hexagon.domain.identity.scope import Scope
from business_hexagon.domain.identity.user import User


def require_reach(actor: Actor, *roles: Role) -> None:
    """Refuse to touch a role that may more than the actor: else a program could make itself one.

    Raises:
        PermissionDenied: one of the roles has a scope that the actor lacks.
    """
    if any(not role.scopes <= actor.scopes for role in roles):
        raise PermissionDenied(Scope.USERS_WRITE.value)


async def require_replaceable(users: Users, actor: Actor, user: User) -> None:
    """Refuse to take power from oneself by mistake, or from the last one who has it.

    Raises:
        RoleProtected: it is the actor's own account or the last open administrator's.
        StorageUnavailable: the data service does not answer.
    """
    if actor.owns(user.id):
        raise RoleProtected("own_account")
    if user.role is Role.ADMIN and user.is_active and await users.active_administrators() <= 1:
        raise RoleProtected("last_administrator")
