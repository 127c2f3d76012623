"""Log out of the present session."""

from dataclasses import dataclass
from uuid import UUID

from business_hexagon.application.access.security_acts import SecurityActs
from business_hexagon.application.actor import Actor
from business_hexagon.application.once import take_turns
from business_hexagon.application.ports.atomic_writes import AtomicWrites, Change
from business_hexagon.application.ports.clock import Clock
from business_hexagon.application.ports.id_generator import IdGenerator
from business_hexagon.application.ports.sessions import Sessions
from business_hexagon.domain.errors import PermissionDenied
from business_hexagon.domain.identity.security_act import SecurityActKind


@dataclass(frozen=True, slots=True)
class LogOutCommand:
    """Somebody wants his present session to end."""

    actor: Actor


class LogOut:
    """Ends the session that the request came with."""

    def __init__(
        self, *, sessions: Sessions, writes: AtomicWrites, ids: IdGenerator, clock: Clock
    ) -> None:
        self._sessions = sessions
        self._writes = writes
        self._acts = SecurityActs(ids)
        self._clock = clock

    async def execute(self, command: LogOutCommand) -> None:
        """End the session; one that is over already stays so.

        Raises:
            PermissionDenied: the request came without a session.
            TooManyConflicts: others kept changing the session.
            StorageUnavailable: the data service does not answer.
        """
        session_id = command.actor.session_id
        if session_id is None:
            raise PermissionDenied("log_out")
        await take_turns(
            lambda: self._end(command.actor, session_id), stream=f"session/{session_id}"
        )

    async def _end(self, actor: Actor, session_id: UUID) -> None:
        session = await self._sessions.get(session_id)
        if session is None or not actor.owns(session.user_id):
            return
        session.revoke("log_out", self._clock.now())
        if not session.pending:
            return
        act = self._acts.done(
            SecurityActKind.LOG_OUT,
            actor,
            subject_id=session.user_id,
            details={"session_id": str(session_id)},
        )
        await self._writes.commit(Change(saves=(session,), security_acts=(act,)))
