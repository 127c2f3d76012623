"""Let a user do more, or less."""

from dataclasses import dataclass
from uuid import UUID

from business_hexagon.application.access.security_acts import SecurityActs
from business_hexagon.application.actor import Actor
from business_hexagon.application.commands.identity.administered_user import (
    require_reach,
    require_replaceable,
)
from business_hexagon.application.errors import NotFound
from business_hexagon.application.once import (
    answer_in_turn,
    answer_once,
    require_version,
    save_once,
)
from business_hexagon.application.outcome import Outcome, Present
from business_hexagon.application.ports.atomic_writes import AtomicWrites, Change, Idempotency
from business_hexagon.application.ports.id_generator import IdGenerator
from business_hexagon.application.ports.users import Users
from business_hexagon.domain.errors import PermissionDenied
from business_hexagon.domain.identity.errors import RoleProtected
from business_hexagon.domain.identity.role import Role
from business_hexagon.domain.identity.scope import Scope
from business_hexagon.domain.identity.security_act import SecurityActKind
from business_hexagon.domain.identity.user import User


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeUserRoleCommand:
    """An administrator gives a user a role.

    Attributes:
        actor: needs `users:write` and every scope of the old and the new role.
        user_id: whose role.
        role: the new role.
        expected_version: the version that the change was decided on, if the client says.
        idempotency: the claim that this happens once.
    """

    actor: Actor
    user_id: UUID
    role: Role
    expected_version: int | None = None
    idempotency: Idempotency | None = None


class ChangeUserRole:
    """Changes roles; requests of the user are measured by the new one within seconds."""

    def __init__(
        self,
        *,
        users: Users,
        writes: AtomicWrites,
        ids: IdGenerator,
        present: Present[User],
    ) -> None:
        self._users = users
        self._writes = writes
        self._acts = SecurityActs(ids)
        self._present = present

    async def execute(self, command: ChangeUserRoleCommand) -> Outcome:
        """Change the role.

        Raises:
            PermissionDenied: the actor lacks a scope.
            NotFound: there is no such user.
            RoleProtected: it is the actor's own account or the last open administrator's.
            VersionConflict: the account is at another version.
            ApplicationError: as `AtomicWrites.commit` says.
        """
        command.actor.require(Scope.USERS_WRITE)
        if command.expected_version is not None:
            return await answer_once(
                self._writes, command.idempotency, lambda: self._change(command)
            )
        return await answer_in_turn(
            self._writes,
            command.idempotency,
            lambda: self._change(command),
            stream=f"user/{command.user_id}",
        )

    async def _change(self, command: ChangeUserRoleCommand) -> Outcome:
        user = await self._users.get(command.user_id)
        if user is None:
            raise NotFound("user", str(command.user_id))
        require_version(user, command.expected_version)
        details = {"from": user.role.value, "to": command.role.value}
        try:
            require_reach(command.actor, user.role, command.role)
            if user.role is not command.role:
                await require_replaceable(self._users, command.actor, user)
        except (PermissionDenied, RoleProtected) as error:
            act = self._acts.refused(
                SecurityActKind.ROLE_CHANGED,
                command.actor,
                error.code,
                subject_id=user.id,
                details=details,
            )
            await self._writes.commit(Change(security_acts=(act,)))
            raise
        user.change_role(command.role)
        act = self._acts.done(
            SecurityActKind.ROLE_CHANGED, command.actor, subject_id=user.id, details=details
        )
        return await save_once(
            self._writes, user, self._present(user), command.idempotency, security_acts=(act,)
        )
