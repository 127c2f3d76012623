"""Exchange an authorization code for tokens."""

from dataclasses import dataclass, field

from business_hexagon.application.access.security_acts import SecurityActs
from business_hexagon.application.actor import Actor
from business_hexagon.application.commands.identity.client_proof import proven_client
from business_hexagon.application.commands.identity.one_time_proof import OneTimeProof
from business_hexagon.application.commands.identity.requested_scopes import requested_scopes
from business_hexagon.application.commands.identity.token_grant import (
    TokenGrant,
    new_session,
    user_grant,
)
from business_hexagon.application.errors import NotUnique, VersionConflict
from business_hexagon.application.once import take_turns
from business_hexagon.application.ports.access_token_issuer import AccessTokenIssuer
from business_hexagon.application.ports.atomic_writes import AtomicWrites, Change
from business_hexagon.application.ports.clock import Clock
from business_hexagon.application.ports.id_generator import IdGenerator
from business_hexagon.application.ports.oauth_clients import OAuthClients
from business_hexagon.application.ports.one_time_secrets import OneTimeSecrets
from business_hexagon.application.ports.one_time_tokens import OneTimeTokens
from business_hexagon.application.ports.refresh_secrets import RefreshSecrets
from business_hexagon.application.ports.sessions import Sessions
from business_hexagon.application.ports.users import Users
from business_hexagon.domain.identity.errors import InvalidGrant
from business_hexagon.domain.identity.oauth_client import OAuthClient
from business_hexagon.domain.identity.one_time_token import (
    OneTimePurpose,
    OneTimeToken,
    password_key,
)
from business_hexagon.domain.identity.proof_key import proves
from business_hexagon.domain.identity.security_act import SecurityActKind


@dataclass(frozen=True, slots=True, kw_only=True)
class ExchangeCodeCommand:
    """A program comes for its tokens.

    Attributes:
        actor: a guest, with where he is.
        code: as the browser brought it.
        client_id: what the program calls itself.
        redirect_uri: where the browser brought it.
        code_verifier: what the challenge was made of.
        client_secret: the program's secret, if it has one.
    """

    actor: Actor
    code: str = field(repr=False)
    client_id: str
    redirect_uri: str
    code_verifier: str = field(repr=False)
    client_secret: str | None = field(default=None, repr=False)


class ExchangeCode:
    """Opens the session that a user let a program have.

    The session has the id of the code. So a code that comes twice, which means that two have it,
    ends the session that it opened.
    """

    def __init__(
        self,
        *,
        clients: OAuthClients,
        codes: OneTimeTokens,
        secrets: OneTimeSecrets,
        sessions: Sessions,
        users: Users,
        writes: AtomicWrites,
        ids: IdGenerator,
        clock: Clock,
        tokens: AccessTokenIssuer,
        refresh_secrets: RefreshSecrets,
    ) -> None:
        self._clients = clients
        self._proof = OneTimeProof(codes, secrets)
        self._sessions = sessions
        self._users = users
        self._writes = writes
        self._acts = SecurityActs(ids)
        self._clock = clock
        self._tokens = tokens
        self._refresh_secrets = refresh_secrets

    async def execute(self, command: ExchangeCodeCommand) -> TokenGrant:
        """Exchange the code.

        Raises:
            InvalidClient: no such program, or it did not prove itself.
            InvalidGrant: the code is wrong, used, too old, another program's or for another
                address, the verifier is wrong, the account or its password changed, or all of
                its sessions were ended since the code was issued.
            InvalidScope: the user's role may nothing of what the program asked for.
            TooManyConflicts: others kept using the code.
            StorageUnavailable: the data service does not answer.
        """
        client = await proven_client(self._clients, command.client_id, command.client_secret)
        return await take_turns(lambda: self._exchange(command, client), stream="one_time_token")

    async def _exchange(self, command: ExchangeCodeCommand, client: OAuthClient) -> TokenGrant:
        code = await self._proof.proven(OneTimePurpose.AUTHORIZATION_CODE, command.code)
        if code is None or not _is_for(code, command):
            raise InvalidGrant
        if code.used_at is not None:
            await self._end(command.actor, code)
            raise InvalidGrant
        now = self._clock.now()
        user = await self._users.get(code.user_id)
        if (
            not code.works(now)
            or user is None
            or not user.accepts_session(code.issued_at)
            or password_key(user) != code.payload["password_key"]
        ):
            raise InvalidGrant
        opened = new_session(
            command.actor,
            user,
            self._refresh_secrets,
            session_id=code.id,
            client_id=client.client_id,
            scope=requested_scopes(frozenset(code.payload["scope"].split()), client.scopes),
            now=now,
        )
        grant = user_grant(self._tokens, user, opened.session, opened.refresh_token)
        code.use(now)
        try:
            await self._writes.commit(Change(saves=(code, opened.session)))
        except NotUnique as error:
            # Another one of the same moment opened the session: the code is used by now.
            raise VersionConflict("one_time_token") from error
        return grant

    async def _end(self, actor: Actor, code: OneTimeToken) -> None:
        session = await self._sessions.get(code.id)
        if session is None or session.revoked_at is not None:
            return
        session.revoke("code_reused", self._clock.now())
        act = self._acts.refused(
            SecurityActKind.CODE_REUSED,
            actor,
            "code_was_used",
            subject_id=session.user_id,
            client_id=session.client_id,
            details={"session_id": str(session.id)},
        )
        await self._writes.commit(Change(saves=(session,), security_acts=(act,)))


def _is_for(code: OneTimeToken, command: ExchangeCodeCommand) -> bool:
    return (
        code.payload["client_id"] == command.client_id
        and code.payload["redirect_uri"] == command.redirect_uri
        and proves(command.code_verifier, code.payload["code_challenge"])
    )
