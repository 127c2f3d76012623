"""The dispatcher: every router, and what stands around them."""

from aiogram import Dispatcher
from aiogram.fsm.storage.redis import RedisStorage
from dishka import AsyncContainer
from dishka.integrations.aiogram import setup_dishka

from bot_service.interface.telegram import errors, orders, show_help, start
from bot_service.interface.telegram.request_context_middleware import request_context_middleware

_STATE_SECONDS = 7 * 24 * 3600


def build_dispatcher(redis_url: str, container: AsyncContainer) -> Dispatcher:
    """The dispatcher with its state in Redis.

    Args:
        redis_url: Where dialogue states are kept, for a week.
        container: Where handlers get their use cases from.
    """
    storage = RedisStorage.from_url(redis_url, state_ttl=_STATE_SECONDS, data_ttl=_STATE_SECONDS)
    dispatcher = Dispatcher(storage=storage)
    for router in (start.router, show_help.router, orders.router, errors.router):
        dispatcher.include_router(router)
    dispatcher.update.outer_middleware(request_context_middleware)
    setup_dishka(container=container, router=dispatcher)
    return dispatcher
