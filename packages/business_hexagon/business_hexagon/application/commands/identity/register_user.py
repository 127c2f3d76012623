"""Open an account."""

from dataclasses import dataclass, field

from business_hexagon.application.actor import Actor
from business_hexagon.application.errors import NotUnique
from business_hexagon.application.once import answer_once, save_once
from business_hexagon.application.outcome import Outcome, Present
from business_hexagon.application.ports.atomic_writes import AtomicWrites, Idempotency
from business_hexagon.application.ports.id_generator import IdGenerator
from business_hexagon.application.ports.password_hasher import PasswordHasher
from business_hexagon.application.ports.users import Users
from business_hexagon.domain.identity.errors import EmailTaken
from business_hexagon.domain.identity.password import Password
from business_hexagon.domain.identity.user import User
from business_hexagon.domain.values.email import Email


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterUserCommand:
    """Somebody wants an account.

    Attributes:
        actor: usually a guest.
        email: the address as typed.
        name: how to address the person.
        password: as typed, 12 to 128 characters.
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
    """Opens accounts for customers; nobody can give himself a higher role."""

    def __init__(
        self,
        *,
        users: Users,
        writes: AtomicWrites,
        ids: IdGenerator,
        hasher: PasswordHasher,
        present: Present[User],
    ) -> None:
        self._users = users
        self._writes = writes
        self._ids = ids
        self._hasher = hasher
        self._present = present

    async def execute(self, command: RegisterUserCommand) -> Outcome:
        """Open the account.

        Raises:
            InvalidValue: the address or the name is malformed.
            WeakPassword: the password breaks the policy.
            EmailTaken: another account has the address.
            ApplicationError: as `AtomicWrites.commit` says.
        """
        return await answer_once(
            self._writes,
            command.idempotency,
            lambda: self._register(command),
        )

    async def _register(self, command: RegisterUserCommand) -> Outcome:
        email = Email(command.email)
        password = Password(command.password)
        # Asked before the slow hash; the unique index decides between two at the same moment.
        if await self._users.by_email(email) is not None:
            raise EmailTaken(email.value)
        user = User.register(
            user_id=self._ids.new(),
            email=email,
            name=command.name,
            password_hash=await self._hasher.hash(password.value),
            registration_source=command.registration_source,
        )
        try:
            return await save_once(self._writes, user, self._present(user), command.idempotency)
        except NotUnique as error:
            raise EmailTaken(email.value) from error
