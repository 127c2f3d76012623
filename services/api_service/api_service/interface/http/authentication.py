"""Who asks: reads the bearer token of a request."""

from typing import Annotated

from business_hexagon.application.actor import Actor
from fastapi import Depends, Security
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer
from problem_details.problem_error import ProblemError
from security_tokens.shared_secret_tokens import AccessTokens, InvalidAccessTokenError
from starlette.requests import Request
from telemetry.request_context import bind_user, current_context

from api_service.interface.http.container import container_of

_SCHEME = HTTPBearer(auto_error=False, description="The access token from `log_in`.")
_PREFIX = "bearer "


async def actor_of(request: Request) -> Actor:
    """The actor of a request: a guest without a token.

    Raises:
        ProblemError: 401 when there is a token and it is not valid.
    """
    header = request.headers.get("authorization")
    request_id = current_context().request_id
    if header is None:
        return Actor(request_id=request_id)
    token = header[len(_PREFIX) :] if header[: len(_PREFIX)].lower() == _PREFIX else ""
    tokens = await container_of(request).get(AccessTokens)
    try:
        claims = tokens.verify(token)
    except InvalidAccessTokenError as error:
        detail = "The access token has expired." if error.expired else "No valid access token."
        raise _unauthenticated(detail) from error
    bind_user(str(claims.user_id))
    return Actor(user_id=claims.user_id, role=claims.role, request_id=request_id)


async def _anybody(
    request: Request,
    _: Annotated[HTTPAuthorizationCredentials | None, Security(_SCHEME)],
) -> Actor:
    return await actor_of(request)


async def _somebody(actor: Annotated[Actor, Depends(_anybody)]) -> Actor:
    if actor.is_guest:
        raise _unauthenticated("Log in first.")
    return actor


AnybodyDep = Annotated[Actor, Depends(_anybody)]
"""The actor, perhaps a guest."""

SignedInDep = Annotated[Actor, Depends(_somebody)]
"""The actor, who is signed in; guests get 401."""


def _unauthenticated(detail: str) -> ProblemError:
    return ProblemError(
        401, "unauthenticated", detail, headers={"WWW-Authenticate": 'Bearer realm="quintet"'}
    )
