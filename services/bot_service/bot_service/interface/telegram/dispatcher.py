"""Which update goes to which handler: reading this table is reading what the bot does."""

from aiogram import Dispatcher, F
from aiogram.enums import ChatType
from aiogram.filters import Command, CommandStart
from aiogram.fsm.storage.base import BaseStorage
from dishka import AsyncContainer
from dishka.integrations.aiogram import setup_dishka

from bot_service.interface.telegram.errors import apologise
from bot_service.interface.telegram.orders import show_orders
from bot_service.interface.telegram.request_context_middleware import request_context_middleware
from bot_service.interface.telegram.show_help import show_help
from bot_service.interface.telegram.start import start


def build_dispatcher(storage: BaseStorage, container: AsyncContainer) -> Dispatcher:
    """The dispatcher with every handler and what stands around them.

    Args:
        storage: Where dialogue states are kept.
        container: Where handlers get their use cases from.
    """
    dispatcher = Dispatcher(storage=storage)
    # In a group everybody would read, and be, whoever linked it.
    dispatcher.message.filter(F.chat.type == ChatType.PRIVATE)
    dispatcher.message.register(start, CommandStart())
    dispatcher.message.register(show_help, Command("help"))
    dispatcher.message.register(show_orders, Command("orders"))
    dispatcher.errors.register(apologise)
    dispatcher.update.outer_middleware(request_context_middleware)
    setup_dishka(container=container, router=dispatcher)
    return dispatcher
