"""Close an account, or open it again."""

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
from business_hexagon.application.ports.clock import Clock
from business_hexagon.application.ports.id_generator import IdGenerator
from business_hexagon.application.ports.users import Users
from business_hexagon.domain.errors import PermissionDenied
from business_hexagon.domain.identity.errors import RoleProtected
from business_hexagon.domain.identity.scope import Scope
from business_hexagon.domain.identity.security_act import SecurityActKind
from business_hexagon.domain.identity.user import User


@dataclass(frozen=True, slots=True, kw_only=True)
class SetUserActivityCommand:
    """An administrator closes or opens an account.

    Attributes:
        actor: needs `users:write` and every scope of the user's role.
        user_id: whose account.
        is_active: whether it is open from now on.
        expected_version: the version that the change was decided on, if the client says.
        idempotency: the claim that this happens once.
    """

    actor: Actor
    user_id: UUID
    is_active: bool
    expected_version: int | None = None
    idempotency: Idempotency | None = None


class SetUserActivity:
    """Closes accounts with all their sessions, and opens them again without."""

    def __init__(
        self,
        *,
        users: Users,
        writes: AtomicWrites,
        ids: IdGenerator,
        clock: Clock,
        present: Present[User],
    ) -> None:
        self._users = users
        self._writes = writes
        self._acts = SecurityActs(ids)
        self._clock = clock
        self._present = present

    async def execute(self, command: SetUserActivityCommand) -> Outcome:
        """Close or open the account.

        Raises:
            PermissionDenied: the actor lacks a scope.
            NotFound: there is no such user.
            RoleProtected: it is the actor's own account or the last open administrator's.
            VersionConflict: the account is at another version.
            ApplicationError: as `AtomicWrites.commit` says.
        """
        command.actor.require(Scope.USERS_WRITE)
        if command.expected_version is not None:
            return await answer_once(self._writes, command.idempotency, lambda: self._set(command))
        return await answer_in_turn(
            self._writes,
            command.idempotency,
            lambda: self._set(command),
            stream=f"user/{command.user_id}",
        )

    async def _set(self, command: SetUserActivityCommand) -> Outcome:
        actor = command.actor
        user = await self._users.get(command.user_id)
        if user is None:
            raise NotFound("user", str(command.user_id))
        require_version(user, command.expected_version)
        kind = (
            SecurityActKind.USER_ACTIVATED
            if command.is_active
            else SecurityActKind.USER_DEACTIVATED
        )
        try:
            require_reach(actor, user.role)
            if user.is_active and not command.is_active:
                await require_replaceable(self._users, actor, user)
        except (PermissionDenied, RoleProtected) as error:
            act = self._acts.refused(kind, actor, error.code, subject_id=user.id)
            await self._writes.commit(Change(security_acts=(act,)))
            raise
        if command.is_active:
            user.activate()
        else:
            user.deactivate(self._clock.now())
        act = self._acts.done(kind, actor, subject_id=user.id)
        return await save_once(
            self._writes, user, self._present(user), command.idempotency, security_acts=(act,)
        )
