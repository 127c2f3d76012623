"""What stands around every handler; which handlers there are is said in `routers.py`."""

from aiogram import Dispatcher
from aiogram.fsm.storage.base import BaseStorage
from business_hexagon.application.queries.chats.identify_chat import IdentifyChat
from dishka import AsyncContainer
from dishka.integrations.aiogram import CONTAINER_NAME

from bot_service.interface.telegram.middlewares.errors_middleware import ErrorsMiddleware
from bot_service.interface.telegram.middlewares.identity_middleware import IdentityMiddleware
from bot_service.interface.telegram.middlewares.language_middleware import LanguageMiddleware
from bot_service.interface.telegram.middlewares.session_middleware import session_middleware
from bot_service.interface.telegram.routers import build_routers
from bot_service.interface.telegram.translations import Translations


async def build_dispatcher(storage: BaseStorage, container: AsyncContainer) -> Dispatcher:
    """The dispatcher with every handler and what stands around them.

    Args:
        storage: Where dialogues are kept.
        container: Where handlers get their use cases from.
    """
    translations = await container.get(Translations)
    dispatcher = Dispatcher(storage=storage)
    # All that handlers take is of the process: there is no need for a container for each update.
    dispatcher[CONTAINER_NAME] = container
    around = dispatcher.update.outer_middleware
    around(LanguageMiddleware(translations))
    around(ErrorsMiddleware(translations))
    around(IdentityMiddleware(await container.get(IdentifyChat), translations))
    around(session_middleware)
    dispatcher.include_routers(*build_routers())
    return dispatcher
