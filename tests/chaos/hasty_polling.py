"""The mistake that the bot's polling exists to avoid, for a control."""

import asyncio

from telegram_runtime.delivery.polling import Polling
from telegram_runtime.delivery.polling_window import PollingWindow


def confirm_at_once() -> None:
    """Let the next request come at once, and confirm all that was fetched, done or not."""

    def beyond_all(window: PollingWindow) -> int | None:
        seen = window._unfinished | window._finished
        return max(seen) + 1 if seen else None

    async def look_on(polling: Polling, seconds: float, stopping: asyncio.Task[bool]) -> None:
        del polling, seconds, stopping

    PollingWindow.offset = property(beyond_all)  # type: ignore[method-assign, assignment]  # the mistake
    Polling._look_away = look_on  # type: ignore[method-assign, assignment]  # the mistake
