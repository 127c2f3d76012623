"""Q014: each route declares its policy, and answers strangers as it declares."""

import asyncio
from secrets import randbelow
from typing import Final

import orjson
from architecture_rules.finding import Finding
from http_transport import HttpClient

from quintet_cli.live_check.live_finding import LiveCheckError, found
from quintet_cli.live_check.served_routes import Route, compare_answer, routes_of
from quintet_cli.platform_clients import client_of, tls_of
from quintet_cli.platform_state import PlatformState
from quintet_cli.supervision.process_catalogue import DATA_SERVICES, PROCESSES

__all__ = ["check_routes"]

_DOCUMENTED: Final = tuple(each.name for each in PROCESSES if each.kind in {"api", "data"})
_WITHOUT_ROUTES: Final = tuple(each.name for each in PROCESSES if each.kind in {"bot", "worker"})
_DOCUMENTS: Final = ("/openapi.json", "/docs")
_LOOPBACK: Final = "://127.0.0.1:"
_OK: Final = 200
_FIRST_REFUSAL: Final = 400
_TOO_MANY: Final = 429
_MOST_PAUSES: Final = 3
_LONGEST_PAUSE_SECONDS: Final = 20


async def check_routes(state: PlatformState) -> list[Finding]:
    """Read the documents, then ask each plain GET route as a stranger.

    Raises:
        LiveCheckError: A service does not show its document.
        TransportError: A service does not answer.
    """
    findings: list[Finding] = []
    for service in _WITHOUT_ROUTES:
        async with _stranger(state, service) as stranger:
            for path in ("/", *_DOCUMENTS):
                answered = await _status(stranger, path)
                if answered < _FIRST_REFUSAL:
                    said = (
                        f"GET {path} of {service} answers with {answered}: only probes are served"
                    )
                    findings.append(found("Q014", service, said))
    for service in _DOCUMENTED:
        async with client_of(state, service) as client:
            answer = await client.request("GET", "/openapi.json")
        if answer.status != _OK:
            raise LiveCheckError(f"{service}: GET /openapi.json: status {answer.status}")
        routes = list(routes_of(service, orjson.loads(answer.body)))
        if service in DATA_SERVICES:
            routes += [Route(service, "GET", each, True, False, True) for each in _DOCUMENTS]  # noqa: FBT003  read as a row
        async with _stranger(state, service) as stranger:
            for route in routes:
                plain = route.method == "GET" and "{" not in route.path
                status = await _status(stranger, route.path) if plain else None
                findings += [found("Q014", service, each) for each in compare_answer(route, status)]
    return findings


def _stranger(state: PlatformState, service: str) -> HttpClient:
    """Return a client without a token, at an address of its own: quotas are by address."""
    url = state.service_urls[service]
    # All of 127.0.0.0/8 is this machine.
    own = ".".join(["127", *(str(1 + randbelow(254)) for _ in range(3))])
    here = own if _LOOPBACK in url else None
    return HttpClient(url, tls=tls_of(state), local_address=here)


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
