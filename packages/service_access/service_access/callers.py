"""Which of our services a route is for, said where the route is declared."""

from collections.abc import Mapping
from typing import Final

from starlette.requests import Request

from service_access.further_callers import FURTHER_CALLERS

__all__ = ["CALLERS", "CALLERS_KEY", "CALLER_SCOPE_KEY", "FIRST_CALLERS", "caller_of", "callers"]

FIRST_CALLERS: Final = frozenset({"api_service", "worker_service", "bot_service", "quintet_cli"})
"""Those whom the routes of the first data services name."""

CALLERS: Final = FIRST_CALLERS | {each.name for each in FURTHER_CALLERS}
"""Everybody who has a signing key."""

CALLERS_KEY: Final = "x-callers"
"""Extension of OpenAPI that names a route's callers."""

CALLER_SCOPE_KEY: Final = "service_caller"


def callers(*names: str, extra: Mapping[str, object] | None = None) -> dict[str, object]:
    """Return the `openapi_extra` of a route that these services may call, and nobody else.

    Example::

        @router.post("/outbox/claims", openapi_extra=callers("worker_service"))

    Args:
        *names: Names of services.
        extra: More for the route's part of the OpenAPI document.

    Raises:
        ValueError: There is no such service, or none is named.
    """
    unknown = set(names) - CALLERS
    if unknown or not names:
        raise ValueError(f"callers are some of {', '.join(sorted(CALLERS))}")
    return {**(extra or {}), CALLERS_KEY: sorted(set(names))}


def caller_of(request: Request) -> str:
    """Return the service that sent this request, as its token says."""
    caller: str = request.scope[CALLER_SCOPE_KEY]
    return caller
