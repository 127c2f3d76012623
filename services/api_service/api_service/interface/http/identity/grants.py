"""The four grants of the token endpoint."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Final

from business_hexagon.application.actor import Actor
from business_hexagon.application.commands.identity.exchange_code import (
    ExchangeCode,
    ExchangeCodeCommand,
)
from business_hexagon.application.commands.identity.issue_client_token import (
    IssueClientToken,
    IssueClientTokenCommand,
)
from business_hexagon.application.commands.identity.log_in import LogIn, LogInCommand
from business_hexagon.application.commands.identity.refresh_session import (
    RefreshSession,
    RefreshSessionCommand,
)
from business_hexagon.application.commands.identity.token_grant import TokenGrant
from business_hexagon.domain.identity.oauth_client import OWN_CLIENT
from starlette.requests import Request

from api_service.interface.http.authentication import actor_of
from api_service.interface.http.container import container_of
from api_service.interface.http.identity.client_authentication import PresentedClient
from api_service.interface.http.identity.form import required
from api_service.interface.http.identity.oauth_problem import oauth_problem
from api_service.interface.http.limits.charge_account import charge_account


@dataclass(frozen=True, slots=True)
class TokenRequest:
    """What came to the token endpoint.

    Attributes:
        request: The request.
        form: Its parameters.
        client: The client that it names.
    """

    request: Request
    form: Mapping[str, str]
    client: PresentedClient

    @property
    def actor(self) -> Actor:
        """Who asks, before any grant: a guest."""
        return actor_of(self.request)

    @property
    def scopes(self) -> frozenset[str]:
        """The scopes that are asked for; none means whatever can be had."""
        return frozenset(self.form.get("scope", "").split())


async def _by_password(asked: TokenRequest) -> TokenGrant:
    if asked.client.client_id not in {None, OWN_CLIENT}:
        raise oauth_problem("unauthorized_client", "This client may not see passwords.")
    email = required(asked.form, "username")
    password = required(asked.form, "password")
    await charge_account(asked.request, "log_in_account", email)
    use_case = await container_of(asked.request).get(LogIn)
    return await use_case.execute(
        LogInCommand(actor=asked.actor, email=email, password=password, scopes=asked.scopes)
    )


async def _by_refresh_token(asked: TokenRequest) -> TokenGrant:
    use_case = await container_of(asked.request).get(RefreshSession)
    return await use_case.execute(
        RefreshSessionCommand(
            actor=asked.actor,
            refresh_token=required(asked.form, "refresh_token"),
            client_id=asked.client.client_id,
            client_secret=asked.client.secret,
        )
    )


async def _by_code(asked: TokenRequest) -> TokenGrant:
    use_case = await container_of(asked.request).get(ExchangeCode)
    if asked.client.client_id is None:
        raise oauth_problem("invalid_request", "client_id is missing.")
    return await use_case.execute(
        ExchangeCodeCommand(
            actor=asked.actor,
            code=required(asked.form, "code"),
            client_id=asked.client.client_id,
            redirect_uri=required(asked.form, "redirect_uri"),
            code_verifier=required(asked.form, "code_verifier"),
            client_secret=asked.client.secret,
        )
    )


async def _by_client(asked: TokenRequest) -> TokenGrant:
    use_case = await container_of(asked.request).get(IssueClientToken)
    if asked.client.client_id is None or asked.client.secret is None:
        raise oauth_problem("invalid_client", "The client must show its secret.")
    return await use_case.execute(
        IssueClientTokenCommand(
            actor=asked.actor,
            client_id=asked.client.client_id,
            client_secret=asked.client.secret,
            scopes=asked.scopes,
        )
    )


GRANTS: Final[Mapping[str, Callable[[TokenRequest], Awaitable[TokenGrant]]]] = {
    "password": _by_password,
    "refresh_token": _by_refresh_token,
    "authorization_code": _by_code,
    "client_credentials": _by_client,
}
"""What serves each `grant_type`."""
