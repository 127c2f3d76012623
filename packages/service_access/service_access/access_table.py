"""Every route of an application with its callers, found without matching the route twice."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Self

from fastapi import FastAPI
from fastapi.routing import APIRoute, iter_route_contexts
from starlette.routing import compile_path

from service_access.callers import CALLERS, CALLERS_KEY
from service_access.further_callers import further_callers_of

if TYPE_CHECKING:
    import re

__all__ = ["AccessTable", "GuardedRoute"]

FREE_PATH: Final = "/health"
"""The one path that needs no token."""

_FOR_ALL_SERVICES: Final = frozenset({"/ready", "/metrics"})


@dataclass(frozen=True, slots=True)
class _Candidate:
    pattern: "re.Pattern[str]"
    callers: frozenset[str]


@dataclass(frozen=True, slots=True)
class GuardedRoute:
    """One method of one route.

    Attributes:
        method: In capitals.
        template: Its path with the names of parameters in braces.
        callers: Who may call it.
    """

    method: str
    template: str
    callers: frozenset[str]


class AccessTable:
    """Look-up of the callers of a request.

    A path belongs to few routes once its method, its number of segments and its first segment are
    known; the router alone compares the rest, except where several routes remain.

    Args:
        routes: Everything that may be called at all.

    Raises:
        TypeError: A path begins with a parameter, or holds one of any depth.
    """

    def __init__(self, routes: Iterable[GuardedRoute]) -> None:
        self.routes = tuple(routes)
        self._static: dict[tuple[str, str], frozenset[str]] = {}
        self._static_paths: set[str] = set()
        self._dynamic: dict[tuple[str, int, str], list[_Candidate]] = {}
        for route in self.routes:
            self._add(route)

    @classmethod
    def of(cls, app: FastAPI) -> Self:
        """Return the table of an application whose routes are all there.

        Args:
            app: Of the data service that is its title.

        Raises:
            TypeError: A route does not say who may call it, or a grant names no route.
        """
        granted = further_callers_of(app.title)
        documents = {
            app.openapi_url,
            app.docs_url,
            app.redoc_url,
            app.swagger_ui_oauth2_redirect_url,
        }
        routes: list[GuardedRoute] = []
        for context in iter_route_contexts(app.routes):
            template = context.path
            if template is None:
                raise TypeError("something is mounted that does not say who may call it")
            if template in _FOR_ALL_SERVICES or template in documents:
                allowed = CALLERS
            elif template == FREE_PATH:
                continue
            else:
                allowed = _declared(context.original_route, template)
            for method in sorted(context.methods or ()):
                more = granted.pop(f"{method} {template}", frozenset())
                routes.append(GuardedRoute(method, template, allowed | more))
        if granted:
            raise TypeError(f"granted, but no route: {', '.join(sorted(granted))}")
        return cls(routes)

    def callers_of(self, method: str, path: str) -> frozenset[str] | None:
        """Return who may call, None when there is no such route."""
        found = self._static.get((method, path))
        if found is not None:
            return found
        if path in self._static_paths:
            return None  # `GET /orders/place` is no order whose id is `place`
        parts = path.split("/", 2)
        if len(parts) < 3:  # noqa: PLR2004  "", first segment, rest
            return None
        candidates = self._dynamic.get((method, path.count("/"), parts[1]))
        if candidates is None:
            return None
        if len(candidates) == 1:
            return candidates[0].callers
        # Whichever the router takes: the caller must be welcome at each that fits.
        fitting = [each.callers for each in candidates if each.pattern.match(path)]
        return frozenset.intersection(*fitting) if fitting else None

    def methods_of(self, path: str) -> list[str]:
        """Return the methods under which a path is known."""
        methods = sorted({route.method for route in self.routes})
        return [method for method in methods if self.callers_of(method, path) is not None]

    def _add(self, route: GuardedRoute) -> None:
        template = route.template
        if "{" not in template:
            key = (route.method, template)
            before = self._static.get(key, route.callers)
            self._static[key] = before & route.callers
            self._static_paths.add(template)
            return
        first = template.split("/")[1]
        if "{" in first or ":path}" in template:
            raise TypeError(f"{template}: its callers cannot be found by its first segment")
        pattern, _, _ = compile_path(template)
        key_of_dynamic = (route.method, template.count("/"), first)
        self._dynamic.setdefault(key_of_dynamic, []).append(_Candidate(pattern, route.callers))


def _declared(route: object, template: str) -> frozenset[str]:
    extra = route.openapi_extra if isinstance(route, APIRoute) else None
    declared: object = (extra or {}).get(CALLERS_KEY)
    if not isinstance(declared, list) or not declared or not CALLERS.issuperset(declared):
        raise TypeError(f"{template} does not say who may call it: openapi_extra=callers(...)")
    return frozenset(declared)
