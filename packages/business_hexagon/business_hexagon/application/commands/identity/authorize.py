"""Let a program act for oneself: the first half of the authorization code grant."""

from dataclasses import dataclass, field

from business_hexagon.application.access.security_acts import SecurityActs
from business_hexagon.application.actor import Actor
from business_hexagon.application.commands.identity.authorization_request import (
    AuthorizationRequest,
    checked_request,
)
from business_hexagon.application.commands.identity.password_check import PasswordCheck
from business_hexagon.application.ports.atomic_writes import AtomicWrites, Change
from business_hexagon.application.ports.clock import Clock
from business_hexagon.application.ports.id_generator import IdGenerator
from business_hexagon.application.ports.oauth_clients import OAuthClients
from business_hexagon.application.ports.one_time_secrets import OneTimeSecrets
from business_hexagon.domain.identity.lockout import subject_key
from business_hexagon.domain.identity.one_time_token import (
    OneTimePurpose,
    OneTimeToken,
    password_key,
)
from business_hexagon.domain.identity.security_act import SecurityActKind
from business_hexagon.domain.identity.split_token import SplitToken
from business_hexagon.domain.values.email import Email


@dataclass(frozen=True, slots=True, kw_only=True)
class AuthorizeCommand:
    """Somebody logs in for a program.

    Attributes:
        actor: a guest, with where he is.
        email: the address as typed.
        password: as typed.
        request: what the program asked for.
    """

    actor: Actor
    email: str
    password: str = field(repr=False)
    request: AuthorizationRequest


@dataclass(frozen=True, slots=True)
class AuthorizationCode:
    """What the browser carries back to the program.

    Attributes:
        text: the code; works once, for one minute, for that program alone.
        redirect_uri: where it goes.
    """

    text: str = field(repr=False)
    redirect_uri: str


class Authorize:
    """Issues codes that a program exchanges for tokens."""

    def __init__(
        self,
        *,
        clients: OAuthClients,
        passwords: PasswordCheck,
        secrets: OneTimeSecrets,
        writes: AtomicWrites,
        ids: IdGenerator,
        clock: Clock,
    ) -> None:
        self._clients = clients
        self._passwords = passwords
        self._secrets = secrets
        self._writes = writes
        self._ids = ids
        self._acts = SecurityActs(ids)
        self._clock = clock

    async def execute(self, command: AuthorizeCommand) -> AuthorizationCode:
        """Check the request and the password, and issue a code.

        The code is bound to the password: changing it takes back the code.

        Raises:
            InvalidClient: no such program; show it, send nobody anywhere.
            InvalidRedirect: the program never named this address; show it, send nobody anywhere.
            InvalidValue: the address or the challenge is malformed.
            InvalidScope: a scope is unknown, or none of them is the program's.
            LogInLocked: too many failures.
            WrongCredentials: no such account, another password, or the account is closed.
            EmailNotVerified: the password is right, but the address was never proven.
            StorageUnavailable: the data service does not answer.
        """
        request = command.request
        checked = await checked_request(self._clients, request)
        email = Email(command.email)
        user = await self._passwords.verified(command.actor, email, command.password)
        payload = {
            "client_id": request.client_id,
            "redirect_uri": request.redirect_uri,
            "code_challenge": request.code_challenge,
            "scope": " ".join(sorted(checked.scopes)),
            "password_key": password_key(user),
        }
        code = OneTimeToken.for_client(self._ids.new(), user.id, payload, self._clock.now())
        act = self._acts.done(
            SecurityActKind.LOG_IN,
            command.actor,
            subject_id=user.id,
            subject_key=subject_key(email),
            client_id=request.client_id,
            details={"session_id": str(code.id)},
        )
        await self._writes.commit(Change(saves=(code,), security_acts=(act,)))
        secret = self._secrets.secret_of(OneTimePurpose.AUTHORIZATION_CODE, code.id)
        return AuthorizationCode(SplitToken(code.id, secret).text, request.redirect_uri)
