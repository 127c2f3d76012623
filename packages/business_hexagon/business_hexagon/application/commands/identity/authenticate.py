"""Turn a verified access token into an actor."""

from dataclasses import dataclass
from uuid import UUID

from business_hexagon.application.actor import Actor
from business_hexagon.application.ports.client_standings import ClientStandings
from business_hexagon.application.ports.user_standings import UserStandings
from business_hexagon.domain.identity.errors import InvalidAccess
from business_hexagon.domain.identity.oauth_client import OWN_CLIENT
from business_hexagon.domain.identity.scope import Scope


@dataclass(frozen=True, slots=True, kw_only=True)
class AuthenticateCommand:
    """What a token says; its signature, time and audience were verified.

    Attributes:
        user_id: the user; nothing for a program that acts for itself.
        client_id: the program that the token was issued to.
        session_id: the user's session; nothing for a program that acts for itself.
        scopes: what the token allows at most.
        request_id: the request that the token came with.
        address: where it came from.
        user_agent: what the program said of itself.
    """

    user_id: UUID | None
    client_id: str
    session_id: UUID | None
    scopes: frozenset[Scope]
    request_id: str = ""
    address: str = ""
    user_agent: str = ""


class Authenticate:
    """Measures tokens by what their user, session and program may right now.

    A token lives for minutes, but a role that was taken away, a session that was ended or an
    account that was closed counts within seconds: as long as the standings are remembered.

    Args:
        standings: of users.
        clients: of programs.
    """

    def __init__(self, *, standings: UserStandings, clients: ClientStandings) -> None:
        self._standings = standings
        self._clients = clients

    async def execute(self, command: AuthenticateCommand) -> Actor:
        """The actor, allowed what both the token and its bearer may.

        Raises:
            InvalidAccess: the account, the session or the program counts no more.
            StorageUnavailable: the data service does not answer.
        """
        if command.user_id is None:
            return await self._program(command)
        if command.session_id is None:
            raise InvalidAccess
        standing = await self._standings.of(command.user_id, command.session_id)
        if standing is None or not standing.is_active or not standing.session_open:
            raise InvalidAccess
        return Actor.of_user(
            command.user_id,
            standing.role,
            scopes=await self._lent(command),
            session_id=command.session_id,
            client_id=command.client_id,
            request_id=command.request_id,
            address=command.address,
            user_agent=command.user_agent,
        )

    async def _lent(self, command: AuthenticateCommand) -> frozenset[Scope]:
        """What the user's program may of what the token says; our own form is no program."""
        if command.client_id == OWN_CLIENT:
            return command.scopes
        allowed = await self._clients.of(command.client_id)
        if allowed is None:
            raise InvalidAccess
        return allowed & command.scopes

    async def _program(self, command: AuthenticateCommand) -> Actor:
        allowed = await self._clients.of(command.client_id)
        if allowed is None or command.session_id is not None:
            raise InvalidAccess
        return Actor.of_client(
            command.client_id,
            allowed & command.scopes,
            request_id=command.request_id,
            address=command.address,
            user_agent=command.user_agent,
        )
