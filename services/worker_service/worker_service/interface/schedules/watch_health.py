"""Looks at the other processes and tells when one degrades or recovers."""

import asyncio
import json
from collections.abc import Mapping

from business_hexagon.application.ports.system_events import SystemEvents
from http_transport import ClientTls, HttpClient, TransportError
from signed_tokens import ServiceTokenIssuer

_READY = 200
_LONGEST_REASON = 200
_ANSWER_SECONDS = 3.0
_ASK_FOR_TOKENS = frozenset(
    {
        "db_postgres_service",
        "db_mongo_service",
        # quintet new: guarded_services
    }
)


def watched_clients(
    services: Mapping[str, str], identity: ServiceTokenIssuer, tls: ClientTls | None = None
) -> dict[str, HttpClient]:
    """A client for each watched process; data services show their health to services alone.

    Args:
        services: Origins by name.
        identity: Signs our tokens.
        tls: Whom to trust, for origins of https.
    """

    def client_of(name: str, url: str) -> HttpClient:
        if name not in _ASK_FOR_TOKENS:
            return HttpClient(url, tls=tls)
        return HttpClient(url, tls=tls, context_headers=lambda: (identity.header_for(name),))

    return {name: client_of(name, url) for name, url in services.items()}


class WatchHealth:
    """Publishes `health.degraded` and `health.recovered`, once for each change.

    Args:
        services: A client for each watched process, by its name.
        events: Where the changes are published.
    """

    def __init__(self, services: dict[str, HttpClient], events: SystemEvents) -> None:
        self._services = services
        self._events = events
        self._degraded: dict[str, str] = {}

    def details(self) -> dict[str, str | float | None]:
        """Why each process that is not ready is not, by its name, for the health page."""
        return dict(self._degraded)

    async def look(self) -> bool:
        """Looks at every process once, at all of them at the same time."""
        await asyncio.gather(*map(self._look_at, self._services))
        return False

    async def _look_at(self, service: str) -> None:
        reason = await _reason_not_ready(self._services[service])
        was_degraded = service in self._degraded
        if reason is None:
            self._degraded.pop(service, None)
        else:
            self._degraded[service] = reason
        if was_degraded != (reason is not None):
            event_type = "health.recovered" if reason is None else "health.degraded"
            await self._events.publish(
                event_type, {"service": service, "check": "ready", "reason": reason}
            )


async def _reason_not_ready(client: HttpClient) -> str | None:
    try:
        answer = await client.request("GET", "/ready", timeout=_ANSWER_SECONDS)
    except TransportError as error:
        return (str(error) or type(error).__name__)[:_LONGEST_REASON]
    if answer.status == _READY:
        return None
    try:
        checks: dict[str, dict[str, str | None]] = json.loads(answer.body)["checks"]
        failed = [name for name, check in checks.items() if check.get("status") != "ok"]
    except (ValueError, KeyError, TypeError, AttributeError):
        return f"status {answer.status}"
    return f"not ready: {', '.join(failed) or 'draining'}"[:_LONGEST_REASON]
