"""Check what a program asks of a user, to show it."""

from dataclasses import dataclass

from business_hexagon.application.commands.identity.authorization_request import (
    AuthorizationRequest,
    CheckedRequest,
    checked_request,
)
from business_hexagon.application.ports.oauth_clients import OAuthClients


@dataclass(frozen=True, slots=True)
class GetAuthorizationRequestQuery:
    """A browser brings what a program asks for."""

    request: AuthorizationRequest


class GetAuthorizationRequest:
    """Tells which program asks for what, before anybody types a password."""

    def __init__(self, *, clients: OAuthClients) -> None:
        self._clients = clients

    async def execute(self, query: GetAuthorizationRequestQuery) -> CheckedRequest:
        """Check the request.

        Raises:
            InvalidClient: no such program, or it is switched off.
            InvalidRedirect: the program never named this address.
            InvalidValue: the challenge is none, or in plain text.
            InvalidScope: a scope is unknown, or none of them is the program's.
            StorageUnavailable: the data service does not answer.
        """
        return await checked_request(self._clients, query.request)
