"""Change one's password."""

from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from business_hexagon.application.access.security_acts import SecurityActs
from business_hexagon.application.actor import Actor
from business_hexagon.application.commands.identity.password_check import PasswordCheck
from business_hexagon.application.commands.identity.password_policy import PasswordPolicy
from business_hexagon.application.errors import NotFound
from business_hexagon.application.once import take_turns
from business_hexagon.application.ports.atomic_writes import AtomicWrites, Change
from business_hexagon.application.ports.clock import Clock
from business_hexagon.application.ports.id_generator import IdGenerator
from business_hexagon.application.ports.password_hasher import PasswordHasher
from business_hexagon.application.ports.password_strength import PasswordStrength
from business_hexagon.application.ports.sessions import Sessions
from business_hexagon.application.ports.users import Users
from business_hexagon.domain.identity.scope import Scope
from business_hexagon.domain.identity.security_act import SecurityActKind
from business_hexagon.domain.identity.session import Session


@dataclass(frozen=True, slots=True)
class ChangePasswordCommand:
    """Somebody wants another password.

    Attributes:
        actor: a signed-in user.
        current_password: as typed; a session alone may be stolen.
        new_password: as typed, 12 to 128 characters that nobody guesses soon.
    """

    actor: Actor
    current_password: str = field(repr=False)
    new_password: str = field(repr=False)


class ChangePassword:
    """Changes the password and ends every session but the present one.

    All sessions opened before now are over; the present one counts as opened now, because the
    password was just proven in it. So however many others there are, none is left.
    """

    def __init__(
        self,
        *,
        users: Users,
        sessions: Sessions,
        passwords: PasswordCheck,
        writes: AtomicWrites,
        ids: IdGenerator,
        clock: Clock,
        hasher: PasswordHasher,
        strength: PasswordStrength,
    ) -> None:
        self._users = users
        self._sessions = sessions
        self._passwords = passwords
        self._writes = writes
        self._acts = SecurityActs(ids)
        self._clock = clock
        self._policy = PasswordPolicy(hasher, strength)

    async def execute(self, command: ChangePasswordCommand) -> None:
        """Check the present password and change it.

        Raises:
            PermissionDenied: no user is signed in, or the actor lacks `profile:write`.
            NotFound: the account is gone.
            LogInLocked: too many wrong passwords.
            WrongCredentials: the present password is another, or there is none.
            EmailNotVerified: the address was never proven.
            WeakPassword: the new password breaks the policy.
            TooManyConflicts: others kept changing the account or the session.
            StorageUnavailable: the data service does not answer.
        """
        command.actor.require(Scope.PROFILE_WRITE)
        user_id = command.actor.require_user("change_password")
        await take_turns(lambda: self._change(command, user_id), stream=f"user/{user_id}")

    async def _change(self, command: ChangePasswordCommand, user_id: UUID) -> None:
        found = await self._users.get(user_id)
        if found is None:
            raise NotFound("user", str(user_id))
        actor = command.actor
        email = found.log_in_email()
        user = await self._passwords.verified(actor, email, command.current_password)
        password_hash = await self._policy.hash_of(command.new_password, email, user.name)
        now = self._clock.now()
        user.change_password(password_hash)
        user.close_sessions(now)
        act = self._acts.done(SecurityActKind.PASSWORD_CHANGED, actor, subject_id=user.id)
        session = await self._present_session(actor, now)
        saves = (user,) if session is None else (user, session)
        await self._writes.commit(Change(saves=saves, security_acts=(act,)))

    async def _present_session(self, actor: Actor, now: datetime) -> Session | None:
        if actor.session_id is None:
            return None
        session = await self._sessions.get(actor.session_id)
        if session is None or not actor.owns(session.user_id) or not session.is_open(now):
            return None
        session.reauthenticate(now)
        return session
