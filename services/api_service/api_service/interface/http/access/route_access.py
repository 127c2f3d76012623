"""Which policy stands before each route; a route without one stops the start."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from business_hexagon.application.access.operations import (
    OPERATIONS,
    OPERATIONS_BY_CONTEXT,
    Audience,
)
from business_hexagon.domain.identity.role_scopes import GUEST_SCOPES
from fastapi import FastAPI
from fastapi.routing import APIRoute, iter_route_contexts

from api_service.interface.http.access.serves import GUESTS_EXTENSION, OPERATIONS_EXTENSION

OPEN_TO_EVERYBODY: Final = frozenset(
    {
        "/health",
        "/ready",
        "/metrics",
        "/openapi.json",
        "/docs",
        "/docs/oauth2-redirect",
        "/docs/files/{name}",
        "/asyncapi",
        "/asyncapi.json",
        "/.well-known/jwks.json",
        "/.well-known/oauth-authorization-server",
    }
)
"""Routes that serve no operation of the business: probes, documents, public keys."""


_PROVING: Final = OPERATIONS_BY_CONTEXT["Identity"]


class UndeclaredRouteError(TypeError):
    """A route says neither which operation it serves nor is it named as open to everybody."""


@dataclass(frozen=True, slots=True)
class RouteAccess:
    """What a route asks of its callers, before its use case asks for more.

    Attributes:
        operations: The operations that it serves.
        needs_identity: Whether a guest is refused.
        acts_for_somebody: Whether it makes a difference who asks.
        reads_token: Whether a token counts at all. Where people prove who they are it does not:
            those requests are counted by address, whatever token comes along.
        scopes: Scopes that its operations ask for, for the documentation.
    """

    operations: tuple[str, ...]
    needs_identity: bool
    acts_for_somebody: bool
    reads_token: bool
    scopes: tuple[str, ...]

    @classmethod
    def of(cls, operations: Sequence[str], *, guests: bool = True) -> "RouteAccess":
        """Work out what the policies of these operations mean for one route.

        Args:
            operations: Names of use cases.
            guests: Whether guests may come in, as far as their scopes allow it.
        """
        policies = [OPERATIONS[name] for name in operations]
        asked = [one.scope for one in policies if one.scope is not None]
        acts = any(one.audience is not Audience.PUBLIC for one in policies)
        return cls(
            operations=tuple(operations),
            needs_identity=not guests
            or all(
                one.audience is not Audience.PUBLIC
                and (one.scope is None or one.scope not in GUEST_SCOPES)
                for one in policies
            ),
            acts_for_somebody=acts,
            reads_token=acts or not any(name in _PROVING for name in operations),
            scopes=tuple(sorted(scope.value for scope in asked)),
        )


class RouteAccessTable:
    """The access of every route, by method and template.

    Args:
        app: An application whose routes are all there.

    Raises:
        UndeclaredRouteError: A route has no policy.
    """

    def __init__(self, app: FastAPI) -> None:
        self._by_route = dict(_declared(app))

    def of(self, method: str, template: str) -> RouteAccess | None:
        """The access of a route; None for what is open to everybody, or no route at all."""
        return self._by_route.get((method, template))


def _declared(app: FastAPI) -> Iterator[tuple[tuple[str, str], RouteAccess]]:
    for context in iter_route_contexts(app.routes):
        if context.path in OPEN_TO_EVERYBODY:
            continue
        route = context.original_route
        declared = (route.openapi_extra if isinstance(route, APIRoute) else None) or {}
        operations = declared.get(OPERATIONS_EXTENSION)
        if context.path is None or not isinstance(operations, list):
            raise UndeclaredRouteError(f"{context.methods} {context.path}: no declared policy")
        access = RouteAccess.of(operations, guests=declared.get(GUESTS_EXTENSION) is not False)
        for method in context.methods or ():
            yield (method, context.path), access
