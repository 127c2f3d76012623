"""Open an account."""

from dataclasses import dataclass, field
from uuid import UUID

from business_hexagon.application.access.security_acts import SecurityActs
from business_hexagon.application.actor import Actor
from business_hexagon.application.commands.identity.password_policy import PasswordPolicy
from business_hexagon.application.errors import NotUnique, VersionConflict
from business_hexagon.application.once import answer_once, take_turns
from business_hexagon.application.outcome import Outcome
from business_hexagon.application.ports.atomic_writes import AtomicWrites, Change, Idempotency
from business_hexagon.application.ports.clock import Clock
from business_hexagon.application.ports.id_generator import IdGenerator
from business_hexagon.application.ports.password_hasher import PasswordHasher
from business_hexagon.application.ports.password_strength import PasswordStrength
from business_hexagon.application.ports.users import Users
from business_hexagon.domain.identity.lockout import subject_key
from business_hexagon.domain.identity.one_time_token import OneTimeToken
from business_hexagon.domain.identity.security_act import SecurityAct, SecurityActKind
from business_hexagon.domain.identity.user import User, checked_name
from business_hexagon.domain.values.email import Email

ACCEPTED = b""
"""The answer holds nothing, so that it cannot tell whether the address had an account."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterUserCommand:
    """Somebody wants an account.

    Attributes:
        actor: usually a guest.
        email: the address as typed.
        name: how to address the person.
        password: as typed, 12 to 128 characters that nobody guesses soon.
        registration_source: `api` or `bot`.
        idempotency: the claim that this happens once.
    """

    actor: Actor
    email: str
    name: str
    password: str = field(repr=False)
    registration_source: str = "api"
    idempotency: Idempotency | None = None


class RegisterUser:
    """Opens accounts for customers; nobody can give himself a higher role.

    Whoever asks gets the same answer after the same work: for an address that has an account a
    mail to its owner takes the place of a new account.
    """

    def __init__(
        self,
        *,
        users: Users,
        writes: AtomicWrites,
        ids: IdGenerator,
        clock: Clock,
        hasher: PasswordHasher,
        strength: PasswordStrength,
    ) -> None:
        self._users = users
        self._writes = writes
        self._ids = ids
        self._acts = SecurityActs(ids)
        self._clock = clock
        self._policy = PasswordPolicy(hasher, strength)

    async def execute(self, command: RegisterUserCommand) -> Outcome:
        """Open the account, or tell the owner of the one that there is.

        Raises:
            InvalidValue: the address or the name is malformed.
            WeakPassword: the password breaks the policy.
            TooManyConflicts: others kept changing the account.
            ApplicationError: as `AtomicWrites.commit` says.
        """
        # Everything that can be refused is refused before the account is looked for.
        email = Email(command.email)
        name = checked_name(command.name)
        password_hash = await self._policy.hash_of(command.password, email, name)
        return await answer_once(
            self._writes,
            command.idempotency,
            lambda: take_turns(
                lambda: self._register(command, email, name, password_hash), stream="user"
            ),
        )

    async def _register(
        self, command: RegisterUserCommand, email: Email, name: str, password_hash: str
    ) -> Outcome:
        owner = await self._users.by_email(email)
        if owner is None:
            change = self._opening(command, email, name, password_hash)
        else:
            change = self._repeating(command, email, owner)
        try:
            receipt = await self._writes.commit(change)
        except NotUnique as error:
            # Another one of the same moment opened it: look again at what there is now.
            raise VersionConflict("user") from error
        return Outcome(response=ACCEPTED, version=None, replayed=receipt.replayed)

    def _opening(
        self, command: RegisterUserCommand, email: Email, name: str, password_hash: str
    ) -> Change:
        user = User.register(
            user_id=self._ids.new(),
            email=email,
            name=name,
            password_hash=password_hash,
            registration_source=command.registration_source,
        )
        token = OneTimeToken.for_email(self._ids.new(), user, email, self._clock.now())
        return Change(
            saves=(user, token),
            idempotency=command.idempotency,
            response=ACCEPTED,
            security_acts=(self._act(command.actor, email, user.id, None),),
        )

    def _repeating(self, command: RegisterUserCommand, email: Email, owner: User) -> Change:
        if owner.is_active:
            owner.repeat_registration(email)
        return Change(
            saves=(owner,) if owner.pending else (),
            idempotency=command.idempotency,
            response=ACCEPTED,
            security_acts=(self._act(command.actor, email, owner.id, "email_taken"),),
        )

    def _act(
        self, actor: Actor, email: Email, subject_id: UUID, refusal: str | None
    ) -> SecurityAct:
        kind, key = SecurityActKind.REGISTERED, subject_key(email)
        if refusal is None:
            return self._acts.done(kind, actor, subject_id=subject_id, subject_key=key)
        return self._acts.refused(kind, actor, refusal, subject_id=subject_id, subject_key=key)
