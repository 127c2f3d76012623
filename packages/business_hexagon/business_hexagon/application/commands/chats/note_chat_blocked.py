"""Note that somebody blocked the bot, or lets it write again."""

from dataclasses import dataclass

from business_hexagon.application.commands.chats.opened_chat import save_opened
from business_hexagon.application.once import take_turns
from business_hexagon.application.ports.atomic_writes import AtomicWrites
from business_hexagon.application.ports.chats import Chats
from business_hexagon.domain.chats.chat import Chat, chat_uuid


@dataclass(frozen=True, slots=True)
class NoteChatBlockedCommand:
    """Telegram tells that the owner of a chat blocked the bot, or no longer does.

    Attributes:
        chat_id: which chat.
        is_blocked: whether the bot is blocked.
    """

    chat_id: int
    is_blocked: bool


class NoteChatBlocked:
    """Remembers where nothing can be sent; the link stays."""

    def __init__(self, *, chats: Chats, writes: AtomicWrites) -> None:
        self._chats = chats
        self._writes = writes

    async def execute(self, command: NoteChatBlockedCommand) -> None:
        """Note it; repeated, it changes nothing.

        Raises:
            TooManyConflicts: others kept changing the chat.
            StorageUnavailable: the data service does not answer.
        """
        await take_turns(lambda: self._note(command), stream=f"chat/{chat_uuid(command.chat_id)}")

    async def _note(self, command: NoteChatBlockedCommand) -> None:
        chat = await self._chats.get(command.chat_id) or Chat.open(command.chat_id)
        if command.is_blocked:
            chat.block()
        else:
            chat.unblock()
        await save_opened(self._writes, chat)
