"""Change one's own account."""

from dataclasses import dataclass, field

from business_hexagon.application.access.security_acts import SecurityActs
from business_hexagon.application.actor import Actor
from business_hexagon.application.commands.identity.password_check import PasswordCheck
from business_hexagon.application.errors import NotFound
from business_hexagon.application.once import answer_once, require_version
from business_hexagon.application.outcome import Outcome, Present
from business_hexagon.application.ports.atomic_writes import (
    AtomicWrites,
    Change,
    Idempotency,
    Saved,
)
from business_hexagon.application.ports.clock import Clock
from business_hexagon.application.ports.id_generator import IdGenerator
from business_hexagon.application.ports.users import Users
from business_hexagon.domain.errors import InvalidValue
from business_hexagon.domain.identity.lockout import subject_key
from business_hexagon.domain.identity.one_time_token import OneTimeToken
from business_hexagon.domain.identity.scope import Scope
from business_hexagon.domain.identity.security_act import SecurityAct, SecurityActKind
from business_hexagon.domain.identity.user import User
from business_hexagon.domain.values.email import Email


@dataclass(frozen=True, slots=True, kw_only=True)
class UpdateMeCommand:
    """Somebody changes his own data; what is None stays.

    Attributes:
        actor: the signed-in user.
        email: a new address; needs the present password.
        name: a new name.
        current_password: as typed; whoever reads the mail of the address can take the account,
            and a session alone may be stolen.
        expected_version: the version that the change was decided on, if the client says.
        idempotency: the claim that this happens once.
    """

    actor: Actor
    email: str | None = None
    name: str | None = None
    current_password: str | None = field(default=None, repr=False)
    expected_version: int | None = None
    idempotency: Idempotency | None = None


class UpdateMe:
    """Changes the actor's own account.

    A new address is not taken over at once. A mail goes to it, and `verify_email` takes it over
    for whoever reads that mail. So nobody gets somebody else's address, and the answer does not
    tell whether an address has an account.
    """

    def __init__(
        self,
        *,
        users: Users,
        passwords: PasswordCheck,
        writes: AtomicWrites,
        ids: IdGenerator,
        clock: Clock,
        present: Present[User],
    ) -> None:
        self._users = users
        self._passwords = passwords
        self._writes = writes
        self._ids = ids
        self._acts = SecurityActs(ids)
        self._clock = clock
        self._present = present

    async def execute(self, command: UpdateMeCommand) -> Outcome:
        """Change the account.

        Raises:
            PermissionDenied: no user is signed in, or the actor lacks `profile:write`.
            NotFound: the account is gone.
            InvalidValue: the address or the name is malformed, or a new address comes without
                the present password.
            LogInLocked: too many wrong passwords.
            WrongCredentials: the present password is another, or there is none.
            EmailNotVerified: the present address was never proven, and has to be.
            VersionConflict: the account is at another version.
            ApplicationError: as `AtomicWrites.commit` says.
        """
        command.actor.require(Scope.PROFILE_WRITE)
        return await answer_once(
            self._writes,
            command.idempotency,
            lambda: self._update(command),
        )

    async def _update(self, command: UpdateMeCommand) -> Outcome:
        user_id = command.actor.require_user("update_me")
        user = await self._users.get(user_id)
        if user is None:
            raise NotFound("user", str(user_id))
        require_version(user, command.expected_version)
        saves = list[Saved]()
        acts = list[SecurityAct]()
        if command.name is not None:
            user.rename(command.name)
        if user.pending:
            saves.append(user)
        email = user.email if command.email is None else Email(command.email)
        if email is not None and email != user.email:
            await self._require_password(command, user)
            saves.append(OneTimeToken.for_email(self._ids.new(), user, email, self._clock.now()))
            acts.append(self._asked_for(command.actor, user, email))
        response = self._present(user)
        if not saves and command.idempotency is None:
            return Outcome(response=response, version=user.version)
        receipt = await self._writes.commit(
            Change(
                saves=tuple(saves),
                idempotency=command.idempotency,
                response=response,
                security_acts=tuple(acts),
            ),
        )
        if receipt.replayed:
            return Outcome(response=receipt.response or b"", version=None, replayed=True)
        return Outcome(response=response, version=user.version)

    async def _require_password(self, command: UpdateMeCommand, user: User) -> None:
        if command.current_password is None:
            raise InvalidValue("current_password", "is required with a new address")
        await self._passwords.verified(command.actor, user.log_in_email(), command.current_password)

    def _asked_for(self, actor: Actor, user: User, email: Email) -> SecurityAct:
        return self._acts.done(
            SecurityActKind.EMAIL_VERIFICATION_REQUESTED,
            actor,
            subject_id=user.id,
            subject_key=subject_key(email),
        )
