"""Gives each update a request id of its own."""

from collections.abc import Awaitable, Callable

from aiogram.types import TelegramObject
from telemetry.request_context import bind_context, new_context

type Handler = Callable[[TelegramObject, dict[str, object]], Awaitable[object]]


async def request_context_middleware(
    handler: Handler, event: TelegramObject, data: dict[str, object]
) -> object:
    """Binds a fresh request context while the update is handled."""
    with bind_context(new_context()):
        return await handler(event, data)
