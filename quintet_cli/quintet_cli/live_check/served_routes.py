"""Q014: each route declares its policy, and answers strangers as it declares."""

import asyncio
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

import orjson
from architecture_rules.finding import Finding
from business_hexagon.application.access.operations import OPERATIONS, Audience
from business_hexagon.domain.identity.role_scopes import GUEST_SCOPES
from http_transport import HttpClient
from storage_contracts.json_value import Json, JsonObject

from quintet_cli.live_check.live_finding import LiveCheckError, found
from quintet_cli.platform_clients import client_of, tls_of
from quintet_cli.platform_state import PlatformState

__all__ = ["Route", "check_routes", "compare_answer", "routes_of"]

_DOCUMENTED: Final = ("api_service", "db_postgres_service", "db_mongo_service")
_METHODS: Final = frozenset({"get", "post", "put", "patch", "delete", "head", "options"})
_PROBES: Final = frozenset({"/health", "/ready", "/metrics"})
_GUARDED_PROBES: Final = frozenset({"/ready", "/metrics"})
_REFUSED: Final = frozenset({401, 403})
_UNDOCUMENTED: Final = ("/openapi.json", "/docs")
_OK: Final = 200
_TOO_MANY: Final = 429
_MOST_PAUSES: Final = 3
_LONGEST_PAUSE_SECONDS: Final = 20


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


async def check_routes(state: PlatformState) -> list[Finding]:
    """Read the documents, then ask each plain GET route as a stranger.

    Raises:
        LiveCheckError: A service does not show its document.
        TransportError: A service does not answer.
    """
    findings: list[Finding] = []
    for service in _DOCUMENTED:
        async with client_of(state, service) as client:
            answer = await client.request("GET", "/openapi.json")
        if answer.status != _OK:
            raise LiveCheckError(f"{service}: GET /openapi.json: status {answer.status}")
        routes = list(routes_of(service, orjson.loads(answer.body)))
        if service != "api_service":
            routes += [Route(service, "GET", each, True, False, True) for each in _UNDOCUMENTED]  # noqa: FBT003  read as a row
        async with HttpClient(state.service_urls[service], tls=tls_of(state)) as stranger:
            for route in routes:
                plain = route.method == "GET" and "{" not in route.path
                status = await _status(stranger, route.path) if plain else None
                findings += [found("Q014", service, each) for each in compare_answer(route, status)]
    return findings


async def _status(stranger: HttpClient, path: str) -> int:
    """Return what a stranger is answered, after the pauses that his quota asks for."""
    answer = await stranger.request("GET", path)
    for _ in range(_MOST_PAUSES):
        pause = answer.header("retry-after")
        if answer.status != _TOO_MANY or pause is None or not pause.isdecimal():
            break
        await asyncio.sleep(min(int(pause), _LONGEST_PAUSE_SECONDS))
        answer = await stranger.request("GET", path)
    return answer.status


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
    if service == "api_service":
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
