"""Get new tokens for a refresh token."""

from dataclasses import dataclass, field

from business_hexagon.application.access.security_acts import SecurityActs
from business_hexagon.application.actor import Actor
from business_hexagon.application.commands.identity.client_proof import proven_client
from business_hexagon.application.commands.identity.token_grant import TokenGrant, user_grant
from business_hexagon.application.once import take_turns
from business_hexagon.application.ports.access_token_issuer import AccessTokenIssuer
from business_hexagon.application.ports.atomic_writes import AtomicWrites, Change
from business_hexagon.application.ports.clock import Clock
from business_hexagon.application.ports.id_generator import IdGenerator
from business_hexagon.application.ports.oauth_clients import OAuthClients
from business_hexagon.application.ports.refresh_secrets import RefreshSecrets
from business_hexagon.application.ports.sessions import Sessions
from business_hexagon.application.ports.users import Users
from business_hexagon.domain.identity.errors import InvalidClient, InvalidGrant, RefreshReused
from business_hexagon.domain.identity.oauth_client import OWN_CLIENT
from business_hexagon.domain.identity.opaque_secret import hash_of
from business_hexagon.domain.identity.security_act import SecurityActKind
from business_hexagon.domain.identity.session import Session
from business_hexagon.domain.identity.split_token import SplitToken


@dataclass(frozen=True, slots=True, kw_only=True)
class RefreshSessionCommand:
    """A program presents a refresh token.

    Attributes:
        actor: a guest, with where he is.
        refresh_token: as it was handed out.
        client_id: the program, if it names itself; must be the one that the session is of.
        client_secret: its secret, if it has one.
    """

    actor: Actor
    refresh_token: str = field(repr=False)
    client_id: str | None = None
    client_secret: str | None = field(default=None, repr=False)


class RefreshSession:
    """Replaces the secret of a session and issues tokens.

    A secret that was replaced earlier ends the session, because then two have it. Only genuine
    secrets count: one that was made up is refused and changes nothing.

    Of two who present the same token at the same moment the version of the session lets one
    through; the other looks again and finds a secret that was just replaced, which works once.
    """

    def __init__(
        self,
        *,
        sessions: Sessions,
        users: Users,
        clients: OAuthClients,
        writes: AtomicWrites,
        ids: IdGenerator,
        clock: Clock,
        tokens: AccessTokenIssuer,
        refresh_secrets: RefreshSecrets,
    ) -> None:
        self._sessions = sessions
        self._users = users
        self._clients = clients
        self._writes = writes
        self._acts = SecurityActs(ids)
        self._clock = clock
        self._tokens = tokens
        self._secrets = refresh_secrets

    async def execute(self, command: RefreshSessionCommand) -> TokenGrant:
        """Refresh the session; one whose token was used before is ended, whoever has it.

        Raises:
            InvalidGrant: the token is none, or its session or account is closed.
            RefreshReused: the token was replaced earlier; the session is over.
            InvalidClient: another program's token, or the program did not prove itself.
            InvalidScope: the user's role may nothing any more of what the session is for.
            TooManyConflicts: others kept changing the session.
            StorageUnavailable: the data service does not answer.
        """
        token = SplitToken.parse(command.refresh_token)
        if token is None:
            raise InvalidGrant
        return await take_turns(
            lambda: self._refresh(command, token), stream=f"session/{token.token_id}"
        )

    async def _refresh(self, command: RefreshSessionCommand, token: SplitToken) -> TokenGrant:
        session = await self._sessions.get(token.token_id)
        if session is None:
            raise InvalidGrant
        await self._require_own_client(command, session)
        user = await self._users.get(session.user_id)
        if user is None or not user.accepts_session(session.opened_at):
            raise InvalidGrant
        secret = self._secrets.new(session.id)
        try:
            session.rotate(hash_of(token.secret), hash_of(secret), self._clock.now())
        except RefreshReused:
            # Session ids are no secrets: what anybody can make up must not end a session.
            if not self._secrets.is_genuine(session.id, token.secret):
                raise InvalidGrant from None
            await self._end(command.actor, session)
            raise
        refresh_token = SplitToken(session.id, secret).text
        grant = user_grant(self._tokens, user, session, refresh_token)
        await self._writes.commit(Change(saves=(session,)))
        return grant

    async def _require_own_client(self, command: RefreshSessionCommand, session: Session) -> None:
        if session.client_id != (command.client_id or OWN_CLIENT):
            raise InvalidClient
        if session.client_id != OWN_CLIENT:
            await proven_client(self._clients, session.client_id, command.client_secret)

    async def _end(self, actor: Actor, session: Session) -> None:
        session.revoke("refresh_reused", self._clock.now())
        act = self._acts.refused(
            SecurityActKind.REFRESH_REUSED,
            actor,
            "secret_was_replaced",
            subject_id=session.user_id,
            client_id=session.client_id,
            details={"session_id": str(session.id)},
        )
        await self._writes.commit(Change(saves=(session,), security_acts=(act,)))
