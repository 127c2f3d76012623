"""Loads the session of the chat, once for each update."""

from aiogram.fsm.context import FSMContext
from aiogram.types import TelegramObject
from telegram_runtime.handler_type import Handler, HandlerData

from bot_service.interface.telegram import sessions


async def session_middleware(handler: Handler, event: TelegramObject, data: HandlerData) -> object:
    """Injects `session: ChatSession`; its step is what aiogram's filters by state look at.

    Raises:
        StorageUnavailable: Redis does not answer; the update is tried again.
    """
    state = data.get("state")
    if isinstance(state, FSMContext):
        session = await sessions.load(state)
        data.update(session=session, raw_state=session.step)
    return await handler(event, data)
