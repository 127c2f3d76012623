"""What a route declares of who may use it, and whether an answer keeps to that."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from business_hexagon.application.access.operations import OPERATIONS, Audience
from business_hexagon.domain.identity.role_scopes import GUEST_SCOPES
from storage_contracts.json_value import Json, JsonObject

from quintet_cli.supervision.process_catalogue import DATA_SERVICES

__all__ = ["Route", "compare_answer", "routes_of"]

_METHODS: Final = frozenset({"get", "post", "put", "patch", "delete", "head", "options"})
_PROBES: Final = frozenset({"/health", "/ready", "/metrics"})
_GUARDED_PROBES: Final = frozenset({"/ready", "/metrics"})
_REFUSED: Final = frozenset({401, 403})


@dataclass(frozen=True, slots=True)
class Route:
    """A route of a document.

    Attributes:
        service: Who serves it.
        method: In capitals.
        path: With names of parameters in braces.
        has_policy: Whether it names operations of the table, or callers, or is a probe.
        is_open: Whether its policy lets strangers in.
        says_so: Whether the document asks for the same.
    """

    service: str
    method: str
    path: str
    has_policy: bool
    is_open: bool
    says_so: bool

    def __str__(self) -> str:
        return f"{self.method} {self.path} of {self.service}"


def compare_answer(route: Route, status: int | None) -> Iterator[str]:
    """Say what is wrong with a route.

    Args:
        route: What is declared.
        status: What a stranger was answered, None where nobody asked.
    """
    if not route.has_policy:
        yield f"{route} declares no policy: name its operation by `serves`, or its `callers`"
    elif not route.says_so:
        yield f"{route} asks for something else in OpenAPI than its policy does: generate it anew"
    if status is not None and not route.is_open and status not in _REFUSED:
        yield f"{route} answers a stranger with {status} instead of 401: put the gate before it"


def routes_of(service: str, document: JsonObject) -> Iterator[Route]:
    """Return the routes of an OpenAPI document."""
    for path, item in _object(document.get("paths")).items():
        for method, operation in _object(item).items():
            if method in _METHODS:
                yield _route(service, method.upper(), path, _object(operation), document)


def _route(
    service: str, method: str, path: str, operation: JsonObject, document: JsonObject
) -> Route:
    security = _list(operation.get("security", document.get("security")))
    lets_in = {} in security or not security
    if service not in DATA_SERVICES:
        names = [str(each) for each in _list(operation.get("x-operations"))]
        has_policy = path in _PROBES or (bool(names) and OPERATIONS.keys() >= set(names))
        refuses = operation.get("x-guests") is False
        is_open = path in _PROBES or (has_policy and not refuses and _lets_guests_in(names))
    else:
        free = method == "GET" and path in _GUARDED_PROBES
        has_policy = path == "/health" or free or bool(_list(operation.get("x-callers")))
        is_open = path == "/health"
    return Route(service, method, path, has_policy, is_open, lets_in == is_open)


def _lets_guests_in(names: Sequence[str]) -> bool:
    return any(
        policy.audience is Audience.PUBLIC or policy.scope in GUEST_SCOPES
        for policy in (OPERATIONS[name] for name in names)
    )


def _object(value: Json) -> JsonObject:
    return value if isinstance(value, dict) else {}


def _list(value: Json) -> list[Json]:
    return value if isinstance(value, list) else []
