"""Log out of every session."""

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
from business_hexagon.domain.identity.security_act import SecurityActKind


@dataclass(frozen=True, slots=True)
class LogOutEverywhereCommand:
    """Somebody wants all of his sessions to end, the present one included."""

    actor: Actor


class LogOutEverywhere:
    """Marks the account: sessions opened before now are over, however many there are."""

    def __init__(
        self, *, users: Users, writes: AtomicWrites, ids: IdGenerator, clock: Clock
    ) -> None:
        self._users = users
        self._writes = writes
        self._acts = SecurityActs(ids)
        self._clock = clock

    async def execute(self, command: LogOutEverywhereCommand) -> None:
        """End the sessions.

        Raises:
            PermissionDenied: no user is signed in.
            NotFound: the account is gone.
            TooManyConflicts: others kept changing the account.
            StorageUnavailable: the data service does not answer.
        """
        user_id = command.actor.require_user("log_out_everywhere")
        await take_turns(lambda: self._end(command.actor, user_id), stream=f"user/{user_id}")

    async def _end(self, actor: Actor, user_id: UUID) -> None:
        user = await self._users.get(user_id)
        if user is None:
            raise NotFound("user", str(user_id))
        user.close_sessions(self._clock.now())
        act = self._acts.done(SecurityActKind.LOG_OUT_EVERYWHERE, actor, subject_id=user_id)
        await self._writes.commit(Change(saves=(user,), security_acts=(act,)))
