"""The shape of the `configured` fixture."""

import io
from typing import Protocol

from telemetry.log_shipping import LogShipper
from telemetry.logs import LogFormat


class Configure(Protocol):
    """Configures logging into a buffer."""

    def __call__(
        self,
        level: str = ...,
        log_format: LogFormat | None = ...,
        shipper: LogShipper | None = ...,
    ) -> io.StringIO:
        """Return the buffer."""
