"""The gate before every route: who asks, is the quota not used up, and may a guest come in."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Final

from business_hexagon.application.actor import Actor
from problem_details.problem_error import ProblemError
from rate_limits import Caller, RateLimits, Verdict
from security_tokens.access_tokens import AccessClaims
from service_runtime.client_address import address_block
from starlette.requests import Request
from telemetry.request_context import bind_user, current_context

from api_service.interface.http.access.identification import Identification, unauthenticated
from api_service.interface.http.access.route_access import RouteAccess, RouteAccessTable
from api_service.interface.http.authentication import ACTOR
from api_service.interface.http.limits.caller_of_claims import caller_of_claims

_PROBES: Final = frozenset({"/health", "/ready"})
"""Never refused, since a process whose probe is refused is taken for dead; both cost little."""

type GetParts = Callable[[], Awaitable[tuple[RateLimits, Identification]]]


class RequestGate:
    """See `service_runtime.lean_dispatch.Gate`.

    It leaves the actor in the state of the request. A request whose token is not valid is charged
    to its address, so that guessing tokens is no way around the limits.

    Args:
        parts: Gives limits and identification, once the process can.
        access: What each route asks of its callers.
    """

    def __init__(self, parts: GetParts, access: RouteAccessTable) -> None:
        self._get_parts = parts
        self._access = access
        self._parts: tuple[RateLimits, Identification] | None = None

    async def __call__(self, request: Request, template: str) -> None:
        """Let one request pass, or not.

        Raises:
            ProblemError: 401 for a guest where none may come in, and for a token that is not
                valid; 429 when the caller's quota is used up.
            StorageUnavailable: nobody can tell whether the token still counts.
        """
        if template in _PROBES:
            return
        parts = self._parts
        if parts is None:
            parts = self._parts = await self._get_parts()
        limits, identification = parts
        method: str = request.scope["method"]
        access = self._access.of(method, template)
        if access is None or not access.acts_for_somebody:
            caller = _quota_of(request, access, identification)
            tell(request, await limits.charge(method, template, caller))
            return
        try:
            claims = identification.claims_of(request)
        except ProblemError:
            tell(request, await limits.charge(method, template, guest_of_request()))
            raise
        if claims is None:
            tell(request, await limits.charge(method, template, guest_of_request()))
            if access.needs_identity:
                raise unauthenticated("Log in first.")
            return
        charge = limits.charge(method, template, caller_of_claims(claims))
        actor = await _both(request, identification, claims, charge)
        request.scope.setdefault("state", {})[ACTOR] = actor
        if claims.user_id is not None:
            bind_user(str(claims.user_id))


def _quota_of(
    request: Request, access: RouteAccess | None, identification: Identification
) -> Caller:
    """Whose quota a request is taken from that everybody may make: a token need not be good."""
    if access is None or not access.reads_token:
        return guest_of_request()
    try:
        claims = identification.claims_of(request)
    except ProblemError:
        return guest_of_request()
    return guest_of_request() if claims is None else caller_of_claims(claims)


async def _both(
    request: Request,
    identification: Identification,
    claims: AccessClaims,
    charge: Awaitable[Verdict],
) -> Actor:
    """Charge and authenticate, at the same time where both ask Redis: they share one trip."""
    if identification.is_at_hand(claims):
        tell(request, await charge)
        return await identification.actor_of(claims)
    asking = asyncio.create_task(identification.actor_of(claims), name="authenticate")
    try:
        tell(request, await charge)
    except BaseException:
        asking.cancel()
        raise
    return await asking


def guest_of_request() -> Caller:
    """The guest that a request without a valid token comes from."""
    return Caller.guest(address_block(current_context().client_address))


def tell(request: Request, verdict: Verdict) -> None:
    """Show the quota in the response's headers.

    Raises:
        ProblemError: 429 when the request is over it.
    """
    left = request.scope.get("response_headers")
    if isinstance(left, list):
        left.extend(verdict.headers)
    if not verdict.accepted:
        seconds = verdict.retry_after_seconds
        raise ProblemError(
            429,
            "rate_limited",
            f"Too many requests; try again in {seconds} s.",
            extensions={"policy": verdict.policy.name, "retry_after_seconds": seconds},
        )
