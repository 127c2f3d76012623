"""Log in with a password."""

from dataclasses import dataclass, field

from business_hexagon.application.access.security_acts import SecurityActs
from business_hexagon.application.actor import Actor
from business_hexagon.application.commands.identity.password_check import PasswordCheck
from business_hexagon.application.commands.identity.requested_scopes import requested_scopes
from business_hexagon.application.commands.identity.token_grant import (
    TokenGrant,
    new_session,
    user_grant,
)
from business_hexagon.application.errors import VersionConflict
from business_hexagon.application.ports.access_token_issuer import AccessTokenIssuer
from business_hexagon.application.ports.atomic_writes import AtomicWrites, Change
from business_hexagon.application.ports.clock import Clock
from business_hexagon.application.ports.id_generator import IdGenerator
from business_hexagon.application.ports.password_hasher import PasswordHasher
from business_hexagon.application.ports.refresh_secrets import RefreshSecrets
from business_hexagon.application.ports.users import Users
from business_hexagon.domain.identity.errors import WrongCredentials
from business_hexagon.domain.identity.lockout import subject_key
from business_hexagon.domain.identity.oauth_client import OWN_CLIENT
from business_hexagon.domain.identity.scope import EVERY_SCOPE
from business_hexagon.domain.identity.security_act import SecurityActKind
from business_hexagon.domain.identity.user import User
from business_hexagon.domain.values.email import Email


@dataclass(frozen=True, slots=True, kw_only=True)
class LogInCommand:
    """Somebody says who he is.

    Attributes:
        actor: a guest, with where he is.
        email: the address as typed.
        password: as typed.
        scopes: what the session is for; everything that the role may when empty.
    """

    actor: Actor
    email: str
    password: str = field(repr=False)
    scopes: frozenset[str] = frozenset()


class LogIn:
    """Opens a session for the right password."""

    def __init__(
        self,
        *,
        passwords: PasswordCheck,
        users: Users,
        writes: AtomicWrites,
        ids: IdGenerator,
        clock: Clock,
        hasher: PasswordHasher,
        tokens: AccessTokenIssuer,
        refresh_secrets: RefreshSecrets,
    ) -> None:
        self._passwords = passwords
        self._users = users
        self._writes = writes
        self._ids = ids
        self._acts = SecurityActs(ids)
        self._clock = clock
        self._hasher = hasher
        self._tokens = tokens
        self._refresh_secrets = refresh_secrets

    async def execute(self, command: LogInCommand) -> TokenGrant:
        """Check the password and open a session.

        Raises:
            InvalidValue: the address is malformed.
            InvalidScope: a scope is unknown, or the role has none of them.
            LogInLocked: too many failures.
            WrongCredentials: no such account, another password, or the account is closed.
            EmailNotVerified: the password is right, but the address was never proven.
            StorageUnavailable: the data service does not answer.
        """
        email = Email(command.email)
        scope = requested_scopes(command.scopes, EVERY_SCOPE)
        # Before the password is read, so that a change of it while it is verified comes later.
        now = self._clock.now()
        verified = await self._passwords.verified(command.actor, email, command.password)
        # Verifying is slow: somebody may have changed the password meanwhile to lock this one out.
        user = await self._users.get(verified.id)
        if (
            user is None
            or user.password_hash != verified.password_hash
            or not user.accepts_session(now)
        ):
            await self._refuse(command.actor, verified, email)
            raise WrongCredentials
        opened = new_session(
            command.actor,
            user,
            self._refresh_secrets,
            session_id=self._ids.new(),
            client_id=OWN_CLIENT,
            scope=scope,
            now=now,
        )
        grant = user_grant(self._tokens, user, opened.session, opened.refresh_token)
        act = self._acts.done(
            SecurityActKind.LOG_IN,
            command.actor,
            subject_id=user.id,
            subject_key=subject_key(email),
            client_id=OWN_CLIENT,
            details={"session_id": str(opened.session.id)},
        )
        await self._strengthen_hash(user, command.password)
        change = Change(saves=(opened.session,), security_acts=(act,))
        if not user.pending:
            await self._writes.commit(change)
            return grant
        try:
            await self._writes.commit(
                Change(saves=(opened.session, user), security_acts=change.security_acts)
            )
        except VersionConflict:
            # Somebody changed the account: the better hash can wait for the next log in.
            await self._writes.commit(change)
        return grant

    async def _strengthen_hash(self, user: User, password: str) -> None:
        if self._hasher.needs_rehash(user.password_hash):
            user.rehash(await self._hasher.hash(password))

    async def _refuse(self, actor: Actor, user: User, email: Email) -> None:
        act = self._acts.refused(
            SecurityActKind.LOG_IN,
            actor,
            "account_changed",
            subject_id=user.id,
            subject_key=subject_key(email),
        )
        await self._writes.commit(Change(security_acts=(act,)))
