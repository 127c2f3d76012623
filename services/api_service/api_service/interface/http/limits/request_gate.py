"""The gate before every route: each request is charged to its caller, or refused."""

from collections.abc import Awaitable, Callable
from typing import Final

from problem_details.problem_error import ProblemError
from rate_limits import Caller, RateLimits, Verdict
from service_runtime.client_address import address_block
from starlette.requests import Request
from telemetry.request_context import current_context

_PROBES: Final = frozenset({"/health", "/ready", "/metrics"})

type CallerOf = Callable[[Request], Awaitable[Caller]]
type GetLimits = Callable[[], Awaitable[RateLimits]]


class RequestGate:
    """See `service_runtime.lean_dispatch.Gate`.

    Args:
        limits: Gives the limits, once the process can.
        caller_of: Tells who asks; somebody without a valid token is a guest.
    """

    def __init__(self, limits: GetLimits, caller_of: CallerOf) -> None:
        self._get_limits = limits
        self._caller_of = caller_of

    async def __call__(self, request: Request, template: str) -> None:
        """Charge one request.

        Raises:
            ProblemError: 429 when the caller's quota is used up.
        """
        if template in _PROBES:
            return
        caller = await self._caller_of(request)
        limits = await self._get_limits()
        verdict = await limits.charge(request.scope["method"], template, caller)
        tell(request, verdict)


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
