"""What an attacker, or somebody who stole something, finds on the running platform."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from quintet_cli.supervision.key_files import KeyFiles
from quintet_cli.supervision.service_process import ServiceProcess
from signed_tokens import KeySource, ServiceTokenIssuer, SigningKeys

from tests.fixtures.shared_platform import SharedPlatform
from tests.security.wire import Headers, Wire, WireAnswer

CALLERS: Final = ("api_service", "bot_service", "quintet_cli", "worker_service")
DATA_SERVICES: Final = ("db_postgres_service", "db_mongo_service")
SERVICES: Final = ("api_service", "bot_service", "worker_service", *DATA_SERVICES)


@dataclass(frozen=True)
class Caller:
    """One of our services, or who stole its key, before a data service.

    Attributes:
        name: The service.
        audience: The data service.
        wire: The way to it.
        issuer: Signs the tokens.
    """

    name: str
    audience: str
    wire: Wire
    issuer: ServiceTokenIssuer

    async def send(
        self, method: str, target: str, headers: Headers = (), body: bytes | None = None
    ) -> WireAnswer:
        """Send a request with a good token."""
        token = self.issuer.token_for(self.audience).decode()
        return await self.wire.send(
            method, target, [("Authorization", f"Bearer {token}"), *headers], body
        )

    async def get(self, target: str) -> WireAnswer:
        """GET with a good token."""
        return await self.send("GET", target)

    async def post(self, target: str, body: object) -> WireAnswer:
        """POST a JSON body with a good token."""
        content = [("Content-Type", "application/json")]
        return await self.send("POST", target, content, json.dumps(body).encode())


@dataclass(frozen=True)
class Stage:
    """The five processes, their secrets and their logs.

    Attributes:
        shared: The platform of this run.
    """

    shared: SharedPlatform

    @property
    def api_url(self) -> str:
        """Where the API is."""
        return self.shared.watched.state.api_url

    def url_of(self, service: str) -> str:
        """Where a process listens."""
        return self.shared.watched.state.service_urls[service]

    def wire_to(self, service: str) -> Wire:
        """A way to a process, from a new address."""
        return Wire(self.url_of(service))

    def environment_of(self, service: str) -> dict[str, str]:
        """The variables that a process was started with."""
        item = self.shared.watched.platform.supervised[service].item
        assert isinstance(item, ServiceProcess)
        return dict(item._environment)

    def log_of(self, service: str) -> Path:
        """Its log file."""
        return self.shared.watched.platform.data.log_of(service)

    def identity_of(self, service: str) -> ServiceTokenIssuer:
        """A stolen identity: signs as a service does."""
        return KeyFiles(self.shared.watched.platform.data.keys).identity(service)

    def caller(self, name: str, audience: str) -> Caller:
        """One of our services before a data service."""
        return Caller(name, audience, self.wire_to(audience), self.identity_of(name))

    def access_keys(self) -> SigningKeys:
        """The stolen keys of the access tokens."""
        return SigningKeys(_source(self.environment_of("api_service"), "TOKEN_SIGNING_KEYS"))


def _source(environment: dict[str, str], name: str) -> KeySource:
    if f"{name}_FILE" in environment:
        return KeySource(file=Path(environment[f"{name}_FILE"]))
    return KeySource(text=environment[name])
