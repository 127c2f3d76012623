"""End every session of somebody else."""

from dataclasses import dataclass
from uuid import UUID

from business_hexagon.application.access.security_acts import SecurityActs
from business_hexagon.application.actor import Actor
from business_hexagon.application.errors import NotFound
from business_hexagon.application.once import take_turns
from business_hexagon.application.ports.atomic_writes import AtomicWrites, Change
from business_hexagon.application.ports.clock import Clock
from business_hexagon.application.ports.id_generator import IdGenerator
from business_hexagon.application.ports.users import Users
from business_hexagon.domain.identity.scope import Scope
from business_hexagon.domain.identity.security_act import SecurityActKind


@dataclass(frozen=True, slots=True)
class RevokeUserSessionsCommand:
    """An administrator logs a user out.

    Attributes:
        actor: needs `users:write`.
        user_id: whom.
    """

    actor: Actor
    user_id: UUID


class RevokeUserSessions:
    """Marks the account: sessions opened before now are over."""

    def __init__(
        self, *, users: Users, writes: AtomicWrites, ids: IdGenerator, clock: Clock
    ) -> None:
        self._users = users
        self._writes = writes
        self._acts = SecurityActs(ids)
        self._clock = clock

    async def execute(self, command: RevokeUserSessionsCommand) -> None:
        """End the sessions.

        Raises:
            PermissionDenied: the actor lacks `users:write`.
            NotFound: there is no such user.
            TooManyConflicts: others kept changing the account.
            StorageUnavailable: the data service does not answer.
        """
        command.actor.require(Scope.USERS_WRITE)
        await take_turns(lambda: self._end(command), stream=f"user/{command.user_id}")

    async def _end(self, command: RevokeUserSessionsCommand) -> None:
        user = await self._users.get(command.user_id)
        if user is None:
            raise NotFound("user", str(command.user_id))
        user.close_sessions(self._clock.now())
        act = self._acts.done(SecurityActKind.LOG_OUT_EVERYWHERE, command.actor, subject_id=user.id)
        await self._writes.commit(Change(saves=(user,), security_acts=(act,)))
