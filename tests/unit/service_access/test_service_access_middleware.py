"""The door of a data service."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field

import pytest
from service_access import AccessTable, GuardedRoute, ServiceAccessMiddleware
from signed_tokens import PublicKeys, ServiceTokenVerifier
from starlette.types import Message, Receive, Scope, Send

from tests.fixtures.service_identities import identity, public_keys

AUDIENCE = "db_postgres_service"
API = frozenset({"api_service"})


@dataclass
class Door:
    """Asks the middleware, and remembers who came through."""

    entered: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Build the middleware around an application that only takes notes."""
        self.middleware = ServiceAccessMiddleware(
            self._inside,
            verifier=ServiceTokenVerifier(AUDIENCE, PublicKeys.of_json(public_keys())),
            table=AccessTable(
                [GuardedRoute("GET", "/users", API), GuardedRoute("GET", "/users/{key}", API)]
            ),
        )

    async def _inside(self, scope: Scope, receive: Receive, send: Send) -> None:
        del receive
        self.entered.append(scope.get("service_caller", ""))
        await send({"type": "http.response.start", "status": 200, "headers": []})
        await send({"type": "http.response.body", "body": b""})

    async def ask(
        self, path: str, *authorizations: bytes, method: str = "GET"
    ) -> tuple[int, dict[bytes, bytes], Mapping[str, object]]:
        """Return status, headers and problem."""
        sent: list[Message] = []

        async def send(message: Message) -> None:
            sent.append(message)

        async def receive() -> Message:
            raise AssertionError("a refused request's body is not read")

        headers = [(b"authorization", value) for value in authorizations]
        scope = {"type": "http", "method": method, "path": path, "headers": headers}
        await self.middleware(scope, receive, send)
        body = sent[1]["body"]
        return sent[0]["status"], dict(sent[0]["headers"]), json.loads(body or b"{}")


@pytest.fixture
def door() -> Door:
    """Nobody has come through yet."""
    return Door()


def token_of(service: str, audience: str = AUDIENCE) -> bytes:
    """A good header Authorization."""
    return identity(service).header_for(audience)[1]


async def test_lets_in_whom_the_route_names(door: Door) -> None:
    """The control: and the endpoint learns who it is."""
    for path in ("/users", "/users/7"):
        status, _, _ = await door.ask(path, token_of("api_service"))
        assert status == 200
    assert door.entered == ["api_service", "api_service"]


async def test_refuses_others_with_403(door: Door) -> None:
    """Although they are ours."""
    for service in ("bot_service", "worker_service", "quintet_cli"):
        status, _, problem = await door.ask("/users", token_of(service))
        assert (status, problem["code"]) == (403, "operation_not_allowed")
    assert door.entered == []


@pytest.mark.parametrize("path", ["/users", "/users/7", "/ready", "/metrics", "/nowhere", "/docs"])
async def test_everything_but_health_needs_a_token(door: Door, path: str) -> None:
    """What exists and what does not look alike from outside."""
    status, headers, problem = await door.ask(path)
    assert (status, problem["code"]) == (401, "unauthenticated")
    assert headers[b"www-authenticate"].startswith(b"Bearer")
    assert headers[b"cache-control"] == b"no-store"
    assert door.entered == []
    assert (await door.ask("/health"))[0] == 200


async def test_a_token_for_another_service_or_two_tokens_are_none(door: Door) -> None:
    """Nor does it help to bring a good one along."""
    good, other = token_of("api_service"), token_of("api_service", "db_mongo_service")
    for headers in ((other,), (good, good), (other, good), (good.removeprefix(b"Bearer "),)):
        assert (await door.ask("/users", *headers))[0] == 401
    assert door.entered == []


@pytest.mark.parametrize("path", ["/health/", "//health", "/HEALTH", "/health/../users"])
async def test_variants_of_the_free_path_are_not_free(door: Door, path: str) -> None:
    """Only the path itself."""
    assert (await door.ask(path))[0] == 401


async def test_an_unknown_path_or_method_reaches_no_endpoint(door: Door) -> None:
    """Answered at the door."""
    status, _, problem = await door.ask("/nowhere", token_of("api_service"))
    assert (status, problem["code"]) == (404, "not_found")
    status, headers, _ = await door.ask("/users", token_of("api_service"), method="PUT")
    assert (status, headers[b"allow"]) == (405, b"GET")
    assert door.entered == []
