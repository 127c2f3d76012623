"""What a program asks of a user's browser, checked before anybody types a password."""

from dataclasses import dataclass

from business_hexagon.application.commands.identity.requested_scopes import requested_scopes
from business_hexagon.application.ports.oauth_clients import OAuthClients
from business_hexagon.domain.identity.errors import InvalidClient, InvalidRedirect
from business_hexagon.domain.identity.oauth_client import OAuthClient
from business_hexagon.domain.identity.proof_key import checked_challenge
from business_hexagon.domain.identity.scope import Scope


@dataclass(frozen=True, slots=True, kw_only=True)
class AuthorizationRequest:
    """What a program asks for.

    Attributes:
        client_id: what it calls itself.
        redirect_uri: where to send the user back to.
        code_challenge: proves later that the same program comes for the token.
        code_challenge_method: must be `S256`.
        scopes: what it wants to do; everything that it may when empty.
    """

    client_id: str
    redirect_uri: str
    code_challenge: str
    code_challenge_method: str = "S256"
    scopes: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class CheckedRequest:
    """A request that may be shown to the user: by which program, for what."""

    client: OAuthClient
    scopes: frozenset[Scope]


async def checked_request(clients: OAuthClients, request: AuthorizationRequest) -> CheckedRequest:
    """Check a request; on the first two errors nobody must be sent to the address in it.

    Raises:
        InvalidClient: no such program, or it is switched off.
        InvalidRedirect: the program never named this address.
        InvalidValue: the challenge is none, or in plain text.
        InvalidScope: a scope is unknown, or none of them is the program's.
        StorageUnavailable: the data service does not answer.
    """
    client = await clients.get(request.client_id)
    if client is None or not client.is_active:
        raise InvalidClient
    if request.redirect_uri not in client.redirect_uris:
        raise InvalidRedirect
    checked_challenge(request.code_challenge, request.code_challenge_method)
    return CheckedRequest(client, requested_scopes(request.scopes, client.scopes))
