"""Make sure that there is an administrator to begin with."""

from dataclasses import dataclass, field
from typing import Final

from business_hexagon.application.access.security_acts import SecurityActs
from business_hexagon.application.actor import SYSTEM
from business_hexagon.application.errors import NotUnique, TooManyConflicts, VersionConflict
from business_hexagon.application.once import save_once
from business_hexagon.application.ports.atomic_writes import AtomicWrites
from business_hexagon.application.ports.clock import Clock
from business_hexagon.application.ports.id_generator import IdGenerator
from business_hexagon.application.ports.password_hasher import PasswordHasher
from business_hexagon.application.ports.users import Users
from business_hexagon.domain.identity.password import Password
from business_hexagon.domain.identity.security_act import SecurityAct, SecurityActKind
from business_hexagon.domain.identity.user import Role, User
from business_hexagon.domain.values.email import Email

ATTEMPTS: Final = 5
NO_RESPONSE: Final = b""


@dataclass(frozen=True, slots=True, kw_only=True)
class EnsureAdministratorCommand:
    """The operator names an administrator.

    Attributes:
        email: the address.
        password: what a new administrator logs in with, 12 to 128 characters.
        name: how to address a new administrator.
    """

    email: str
    password: str = field(repr=False)
    name: str = "Administrator"


class EnsureAdministrator:
    """Opens the administrator's account, or makes an existing account one.

    Safe to run at every start of every process, also at the same moment. The password of an
    account that already is an open administrator's is left alone: its owner may have changed it.
    Its address counts as proven, because the operator named it.
    """

    def __init__(
        self,
        *,
        users: Users,
        writes: AtomicWrites,
        ids: IdGenerator,
        clock: Clock,
        hasher: PasswordHasher,
    ) -> None:
        self._users = users
        self._writes = writes
        self._ids = ids
        self._acts = SecurityActs(ids)
        self._clock = clock
        self._hasher = hasher

    async def execute(self, command: EnsureAdministratorCommand) -> bool:
        """Do what is missing.

        Returns:
            Whether anything was missing.

        Raises:
            InvalidValue: the address or the name is malformed.
            WeakPassword: the password breaks the policy.
            TooManyConflicts: others kept changing the account.
            StorageUnavailable: the data service does not answer.
        """
        email = Email(command.email)
        password = Password(command.password)
        for _ in range(ATTEMPTS):
            user = await self._administrator(command, email, password)
            if not user.pending:
                return False
            try:
                await save_once(
                    self._writes, user, NO_RESPONSE, None, security_acts=(self._act(user),)
                )
            except (NotUnique, VersionConflict):
                # Another process was faster: look again at what it left.
                continue
            return True
        raise TooManyConflicts("user")

    def _act(self, user: User) -> SecurityAct:
        return self._acts.done(
            SecurityActKind.ROLE_CHANGED,
            SYSTEM,
            subject_id=user.id,
            details={"to": Role.ADMIN.value, "reason": "bootstrap"},
        )

    async def _administrator(
        self, command: EnsureAdministratorCommand, email: Email, password: Password
    ) -> User:
        """The account as it should be, with what was missing as pending events."""
        user = await self._users.by_email(email)
        now = self._clock.now()
        if user is None:
            user = User.register(
                user_id=self._ids.new(),
                email=email,
                name=command.name,
                password_hash=await self._hasher.hash(password.value),
                registration_source="bootstrap",
                role=Role.ADMIN,
            )
        elif user.role is not Role.ADMIN or not user.is_active:
            user.become_administrator(await self._hasher.hash(password.value), now)
        user.verify_email(email, now)
        return user
