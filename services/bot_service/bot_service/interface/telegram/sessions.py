"""Loads and saves what the bot remembers of a chat: one read and one write for an update."""

from aiogram.fsm.context import FSMContext
from pydantic import ValidationError
from telemetry.logs import get_logger

from bot_service.interface.telegram.session import ChatSession

_LOG = get_logger("bot_service.sessions")
_KEY = "session"


async def load(state: FSMContext) -> ChatSession:
    """The session of the chat; a new one when there is none, or none that we can read.

    Raises:
        StorageUnavailable: Redis does not answer.
    """
    stored = (await state.get_data()).get(_KEY)
    if not isinstance(stored, str):
        return ChatSession()
    try:
        return ChatSession.model_validate_json(stored)
    except ValidationError as error:
        # Written by another version: it must not keep the chat from working.
        _LOG.warning("session_forgotten", errors=error.error_count())
        return ChatSession()


async def save(state: FSMContext, session: ChatSession) -> None:
    """Keeps the session, whole, until it was not used for as long as `DIALOGUE_DAYS` says.

    Raises:
        StorageUnavailable: Redis does not answer.
    """
    await state.set_data({_KEY: session.model_dump_json(exclude_defaults=True)})
