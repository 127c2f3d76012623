"""From the bearer token of a request to the actor on whose behalf it runs."""

from functools import lru_cache
from typing import Final, Protocol

from business_hexagon.application.actor import Actor
from business_hexagon.application.commands.identity.authenticate import (
    Authenticate,
    AuthenticateCommand,
)
from business_hexagon.domain.identity.errors import InvalidAccess
from business_hexagon.domain.identity.scope import EVERY_SCOPE, Scope
from problem_details.problem_error import ProblemError
from security_tokens.access_tokens import AccessClaims, AccessTokens, InvalidAccessTokenError
from service_runtime.lean_input import header_value
from starlette.requests import Request
from telemetry.request_context import current_context

_AUTHORIZATION: Final = b"authorization"
_PREFIX: Final = b"bearer "
_ALL: Final = {scope.value: scope for scope in EVERY_SCOPE}


class StandingsAtHand(Protocol):
    """Tells whether authentication needs to ask anybody."""

    def is_at_hand(self, claims: AccessClaims) -> bool:
        """Whether this process remembers the standing of whoever these claims are about."""
        ...


class Identification:
    """Finds out who asks.

    Args:
        tokens: Checks signatures, and remembers those it has checked.
        authenticate: Looks how the user, the session and the client stand now.
        standings: Knows whether that costs a look-up.
    """

    def __init__(
        self, tokens: AccessTokens, authenticate: Authenticate, standings: StandingsAtHand
    ) -> None:
        self._tokens = tokens
        self._authenticate = authenticate
        self._standings = standings

    def claims_of(self, request: Request) -> AccessClaims | None:
        """What the request's token says; None without a token.

        Raises:
            ProblemError: 401 when the token is not valid.
        """
        header = header_value(request, _AUTHORIZATION)
        if header is None:
            return None
        text = header[len(_PREFIX) :] if header[: len(_PREFIX)].lower() == _PREFIX else b""
        try:
            return self._tokens.verify(text.decode("latin-1"))
        except InvalidAccessTokenError as error:
            detail = "The access token has expired." if error.expired else "No valid access token."
            raise unauthenticated(detail, is_token_invalid=True) from error

    def is_at_hand(self, claims: AccessClaims) -> bool:
        """Whether `actor_of` will answer without asking anybody."""
        return self._standings.is_at_hand(claims)

    async def actor_of(self, claims: AccessClaims) -> Actor:
        """The actor that a token stands for now.

        Raises:
            ProblemError: 401 when the account, the session or the client counts no more.
            StorageUnavailable: nobody can tell how they stand.
        """
        context = current_context()
        try:
            return await self._authenticate.execute(
                AuthenticateCommand(
                    user_id=claims.user_id,
                    client_id=claims.client_id,
                    session_id=claims.session_id,
                    scopes=_known(claims.scopes),
                    request_id=context.request_id,
                    address=context.client_address,
                    user_agent=context.user_agent,
                )
            )
        except InvalidAccess as error:
            detail = "The access token counts no more."
            raise unauthenticated(detail, is_token_invalid=True) from error


def guest() -> Actor:
    """Whoever sent the request in hand, without a token."""
    context = current_context()
    return Actor.guest(
        request_id=context.request_id,
        address=context.client_address,
        user_agent=context.user_agent,
    )


def unauthenticated(detail: str, *, is_token_invalid: bool = False) -> ProblemError:
    """401 with the challenge of RFC 6750."""
    challenge = 'Bearer realm="quintet"'
    if is_token_invalid:
        challenge += ', error="invalid_token"'
    return ProblemError(401, "unauthenticated", detail, headers={"WWW-Authenticate": challenge})


@lru_cache(maxsize=4096)
def _known(names: frozenset[str]) -> frozenset[Scope]:
    """The scopes of these names that still exist."""
    return frozenset(_ALL[name] for name in names if name in _ALL)
