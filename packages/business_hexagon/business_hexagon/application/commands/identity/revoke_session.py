"""End one session."""

from dataclasses import dataclass
from uuid import UUID

from business_hexagon.application.access.security_acts import SecurityActs
from business_hexagon.application.actor import Actor
from business_hexagon.application.errors import NotFound
from business_hexagon.application.once import take_turns
from business_hexagon.application.ports.atomic_writes import AtomicWrites, Change
from business_hexagon.application.ports.clock import Clock
from business_hexagon.application.ports.id_generator import IdGenerator
from business_hexagon.application.ports.sessions import Sessions
from business_hexagon.domain.identity.scope import Scope
from business_hexagon.domain.identity.security_act import SecurityActKind


@dataclass(frozen=True, slots=True)
class RevokeSessionCommand:
    """Somebody wants a session to end.

    Attributes:
        actor: whose session it is, or whoever has `users:write`.
        session_id: which session.
    """

    actor: Actor
    session_id: UUID


class RevokeSession:
    """Ends a session, such as one on a lost device."""

    def __init__(
        self, *, sessions: Sessions, writes: AtomicWrites, ids: IdGenerator, clock: Clock
    ) -> None:
        self._sessions = sessions
        self._writes = writes
        self._acts = SecurityActs(ids)
        self._clock = clock

    async def execute(self, command: RevokeSessionCommand) -> None:
        """End the session; one that is over already stays so.

        Raises:
            PermissionDenied: the actor lacks `profile:write`.
            NotFound: there is no such session, or the actor may not know of it.
            TooManyConflicts: others kept changing the session.
            StorageUnavailable: the data service does not answer.
        """
        command.actor.require(Scope.PROFILE_WRITE)
        await take_turns(lambda: self._end(command), stream=f"session/{command.session_id}")

    async def _end(self, command: RevokeSessionCommand) -> None:
        actor = command.actor
        session = await self._sessions.get(command.session_id)
        if session is None or not (actor.owns(session.user_id) or actor.has(Scope.USERS_WRITE)):
            raise NotFound("session", str(command.session_id))
        session.revoke("revoked", self._clock.now())
        if not session.pending:
            return
        act = self._acts.done(
            SecurityActKind.SESSION_REVOKED,
            actor,
            subject_id=session.user_id,
            details={"session_id": str(session.id)},
        )
        await self._writes.commit(Change(saves=(session,), security_acts=(act,)))
