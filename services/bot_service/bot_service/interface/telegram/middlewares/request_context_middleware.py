"""Gives each update a request id of its own."""

from aiogram.types import TelegramObject
from telemetry.request_context import bind_context, new_context

from bot_service.interface.telegram.middlewares.handler_type import Handler, HandlerData


async def request_context_middleware(
    handler: Handler, event: TelegramObject, data: HandlerData
) -> object:
    """Binds a fresh request context while the update is handled."""
    with bind_context(new_context()):
        return await handler(event, data)
