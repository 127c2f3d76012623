"""Which service this process is, and since when."""

from dataclasses import dataclass, field
from datetime import UTC, datetime

__all__ = ["ServiceInfo", "service_info"]


@dataclass(frozen=True, slots=True)
class ServiceInfo:
    """Identity of a running process.

    Attributes:
        name: The service, for example `api_service`.
        version: Its version.
        started_at: When this process began to serve, UTC.
    """

    name: str
    version: str
    started_at: datetime = field(default_factory=lambda: datetime.now(UTC))

    @property
    def uptime_seconds(self) -> float:
        """Seconds since the process began to serve."""
        return (datetime.now(UTC) - self.started_at).total_seconds()


def service_info(name: str, version: str = "0.1.0") -> ServiceInfo:
    """Return the identity of this process, started now."""
    return ServiceInfo(name, version)
