"""Give a program a token for itself."""

from dataclasses import dataclass, field

from business_hexagon.application.access.security_acts import SecurityActs
from business_hexagon.application.actor import Actor
from business_hexagon.application.commands.identity.client_proof import proven_client
from business_hexagon.application.commands.identity.requested_scopes import requested_scopes
from business_hexagon.application.commands.identity.token_grant import TokenGrant
from business_hexagon.application.ports.access_token_issuer import AccessTokenIssuer
from business_hexagon.application.ports.atomic_writes import AtomicWrites, Change
from business_hexagon.application.ports.id_generator import IdGenerator
from business_hexagon.application.ports.oauth_clients import OAuthClients
from business_hexagon.domain.identity.errors import InvalidClient
from business_hexagon.domain.identity.oauth_client import OAuthClient
from business_hexagon.domain.identity.security_act import SecurityActKind


@dataclass(frozen=True, slots=True, kw_only=True)
class IssueClientTokenCommand:
    """A program asks for a token, with no user behind it.

    Attributes:
        actor: a guest, with where he is.
        client_id: what the program calls itself.
        client_secret: its secret.
        scopes: what the token is for; everything that the program may when empty.
    """

    actor: Actor
    client_id: str
    client_secret: str = field(repr=False)
    scopes: frozenset[str] = frozenset()


class IssueClientToken:
    """Issues tokens to programs that keep a secret; there is nothing to refresh."""

    def __init__(
        self,
        *,
        clients: OAuthClients,
        writes: AtomicWrites,
        ids: IdGenerator,
        tokens: AccessTokenIssuer,
    ) -> None:
        self._clients = clients
        self._writes = writes
        self._acts = SecurityActs(ids)
        self._tokens = tokens

    async def execute(self, command: IssueClientTokenCommand) -> TokenGrant:
        """Check the secret and issue a token.

        Raises:
            InvalidClient: no such program, a wrong secret, one that cannot keep a secret, or one
                that is switched off.
            InvalidScope: a scope is unknown, or none of them is the program's.
            StorageUnavailable: the data service does not answer.
        """
        client = await self._proven(command)
        scopes = requested_scopes(command.scopes, client.scopes)
        access_token = self._tokens.issue(
            subject=client.client_id, scopes=scopes, session_id=None, client_id=client.client_id
        )
        act = self._acts.done(SecurityActKind.LOG_IN, command.actor, client_id=client.client_id)
        await self._writes.commit(Change(security_acts=(act,)))
        return TokenGrant(access_token=access_token, refresh_token=None, scopes=scopes)

    async def _proven(self, command: IssueClientTokenCommand) -> OAuthClient:
        client: OAuthClient | None
        try:
            client = await proven_client(self._clients, command.client_id, command.client_secret)
        except InvalidClient:
            client = None
        if client is None or not client.is_confidential:
            # What was sent may be anything, so that it is told as a detail, not as a program.
            act = self._acts.refused(
                SecurityActKind.LOG_IN_FAILED,
                command.actor,
                "invalid_client",
                details={"client_id": command.client_id},
            )
            await self._writes.commit(Change(security_acts=(act,)))
            raise InvalidClient
        return client
