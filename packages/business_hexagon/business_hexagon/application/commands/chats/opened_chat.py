"""Storing a chat that may have been opened by the same change."""

from business_hexagon.application.errors import NotUnique, VersionConflict
from business_hexagon.application.once import save_once
from business_hexagon.application.ports.atomic_writes import AtomicWrites
from business_hexagon.domain.chats.chat import Chat

NO_RESPONSE = b""


async def save_opened(writes: AtomicWrites, chat: Chat) -> None:
    """Store what the chat recorded; nothing recorded, nothing stored.

    Raises:
        VersionConflict: somebody else changed, or opened, it first.
        ApplicationError: as `AtomicWrites.commit` says.
    """
    try:
        await save_once(writes, chat, NO_RESPONSE, None)
    except NotUnique as error:
        raise VersionConflict(chat.stream) from error
