"""Looks at the other processes and tells when one degrades or recovers."""

import json

from business_hexagon.application.ports.system_events import SystemEvents
from http_transport import HttpClient, TransportError

_READY = 200
_LONGEST_REASON = 200


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

    @property
    def degraded(self) -> dict[str, str]:
        """Why each process that is not ready is not, by its name."""
        return dict(self._degraded)

    async def look(self) -> bool:
        """Looks at every process once."""
        for service, client in self._services.items():
            reason = await _reason_not_ready(client)
            known = self._degraded.get(service)
            if reason is not None:
                self._degraded[service] = reason
                if known is None:
                    data: dict[str, str | None] = {
                        "service": service,
                        "check": "ready",
                        "reason": reason,
                    }
                    await self._events.publish("health.degraded", data)
            elif known is not None:
                del self._degraded[service]
                data = {"service": service, "check": "ready", "reason": None}
                await self._events.publish("health.recovered", data)
        return False


async def _reason_not_ready(client: HttpClient) -> str | None:
    try:
        answer = await client.request("GET", "/ready", timeout=3.0)
    except TransportError as error:
        return str(error)[:_LONGEST_REASON]
    if answer.status == _READY:
        return None
    try:
        checks: dict[str, dict[str, str | None]] = json.loads(answer.body)["checks"]
    except (ValueError, KeyError, TypeError):
        return f"status {answer.status}"
    failed = [name for name, check in checks.items() if check.get("status") != "ok"]
    return f"not ready: {', '.join(failed) or 'draining'}"[:_LONGEST_REASON]
