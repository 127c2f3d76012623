"""Give a refresh token back: RFC 7009."""

from dataclasses import dataclass, field

from business_hexagon.application.access.security_acts import SecurityActs
from business_hexagon.application.actor import Actor
from business_hexagon.application.commands.identity.client_proof import proven_client
from business_hexagon.application.once import take_turns
from business_hexagon.application.ports.atomic_writes import AtomicWrites, Change
from business_hexagon.application.ports.clock import Clock
from business_hexagon.application.ports.id_generator import IdGenerator
from business_hexagon.application.ports.oauth_clients import OAuthClients
from business_hexagon.application.ports.sessions import Sessions
from business_hexagon.domain.identity.errors import InvalidClient
from business_hexagon.domain.identity.oauth_client import OWN_CLIENT
from business_hexagon.domain.identity.opaque_secret import hash_of, is_hash_of
from business_hexagon.domain.identity.security_act import SecurityActKind
from business_hexagon.domain.identity.session import Session
from business_hexagon.domain.identity.split_token import SplitToken


@dataclass(frozen=True, slots=True, kw_only=True)
class RevokeTokenCommand:
    """A program gives a refresh token back.

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


class RevokeToken:
    """Ends the session of a refresh token, for whoever holds the token."""

    def __init__(
        self,
        *,
        sessions: Sessions,
        clients: OAuthClients,
        writes: AtomicWrites,
        ids: IdGenerator,
        clock: Clock,
    ) -> None:
        self._sessions = sessions
        self._clients = clients
        self._writes = writes
        self._acts = SecurityActs(ids)
        self._clock = clock

    async def execute(self, command: RevokeTokenCommand) -> None:
        """End the session; a token that means nothing is no error.

        Raises:
            InvalidClient: another program's token, or the program did not prove itself.
            TooManyConflicts: others kept changing the session.
            StorageUnavailable: the data service does not answer.
        """
        token = SplitToken.parse(command.refresh_token)
        if token is not None:
            await take_turns(lambda: self._end(command, token), stream=f"session/{token.token_id}")

    async def _end(self, command: RevokeTokenCommand, token: SplitToken) -> None:
        session = await self._sessions.get(token.token_id)
        if session is None or not _is_held(session, token):
            return
        if session.client_id != (command.client_id or OWN_CLIENT):
            raise InvalidClient
        if session.client_id != OWN_CLIENT:
            await proven_client(self._clients, session.client_id, command.client_secret)
        session.revoke("token_revoked", self._clock.now())
        if not session.pending:
            return
        act = self._acts.done(
            SecurityActKind.SESSION_REVOKED,
            command.actor,
            subject_id=session.user_id,
            client_id=session.client_id,
            details={"session_id": str(session.id)},
        )
        await self._writes.commit(Change(saves=(session,), security_acts=(act,)))


def _is_held(session: Session, token: SplitToken) -> bool:
    """Whether the secret is the session's, or was until the last rotation."""
    presented = hash_of(token.secret)
    present = is_hash_of(session.secret_hash, presented)
    previous = is_hash_of(session.previous_hash, presented)
    return present or previous
