"""Which route served a request, as a template: `/orders/{order_id}`, never `/orders/42`."""

from collections.abc import Mapping
from typing import Final

__all__ = ["UNMATCHED", "route_template"]

UNMATCHED: Final = "unmatched"
_PROBES: Final = frozenset({"/health", "/ready", "/metrics"})


def route_template(scope: Mapping[str, object]) -> str:
    """Return the template of the route that served an ASGI request, after it was served."""
    known = scope.get("route_template")  # set by whoever dispatches without FastAPI's router
    if isinstance(known, str):
        return known
    fastapi = scope.get("fastapi")
    if isinstance(fastapi, Mapping):
        included = getattr(fastapi.get("effective_route_context"), "path", None)
        if isinstance(included, str):
            return included  # with the prefix of the router it was included by
    path = getattr(scope.get("route"), "path", None)
    if isinstance(path, str):
        return path
    asked = scope.get("path")
    return asked if isinstance(asked, str) and asked in _PROBES else UNMATCHED
