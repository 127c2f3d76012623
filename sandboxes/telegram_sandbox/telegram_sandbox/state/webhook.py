"""Where the bot wants its updates posted."""

import asyncio
from dataclasses import dataclass, field

from telegram_sandbox.json_value import JsonObject


@dataclass(slots=True)
class Webhook:
    """The address, and what was last wrong with it.

    Attributes:
        url: Where; empty while the bot polls.
        secret_token: What is shown to it.
        max_connections: Most posts at a time.
        last_error_at: Whole seconds since 1970, None when all went well.
        last_error: What was wrong.
        replaced: Set when another one, or none, takes its place.
    """

    url: str = ""
    secret_token: str = ""
    max_connections: int = 40
    last_error_at: int | None = None
    last_error: str | None = None
    replaced: asyncio.Event = field(default_factory=asyncio.Event)

    def as_telegram(self, pending: int) -> JsonObject:
        """For getWebhookInfo."""
        info: JsonObject = {
            "url": self.url,
            "has_custom_certificate": False,
            "pending_update_count": pending,
        }
        if self.url:
            info["max_connections"] = self.max_connections
        if self.last_error_at is not None:
            info["last_error_date"] = self.last_error_at
            info["last_error_message"] = self.last_error
        return info
