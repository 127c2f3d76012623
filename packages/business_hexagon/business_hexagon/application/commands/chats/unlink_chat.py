"""Unlink a chat, from within."""

from dataclasses import dataclass

from business_hexagon.application.actor import Actor
from business_hexagon.application.commands.chats.chat_linking import ChatLinking
from business_hexagon.application.once import take_turns
from business_hexagon.application.ports.atomic_writes import AtomicWrites
from business_hexagon.application.ports.chats import Chats
from business_hexagon.application.ports.id_generator import IdGenerator
from business_hexagon.domain.chats.chat import chat_uuid


@dataclass(frozen=True, slots=True)
class UnlinkChatCommand:
    """Somebody in a chat wants it to speak for nobody any more.

    Attributes:
        chat_id: which chat.
    """

    chat_id: int


class UnlinkChat:
    """Unlinks chats; what was chosen in them stays."""

    def __init__(self, *, chats: Chats, writes: AtomicWrites, ids: IdGenerator) -> None:
        self._chats = chats
        self._linking = ChatLinking(chats=chats, writes=writes, ids=ids)

    async def execute(self, command: UnlinkChatCommand) -> None:
        """Unlink the chat; one that is not linked stays so.

        Raises:
            TooManyConflicts: others kept changing the chat.
            StorageUnavailable: the data service does not answer.
        """
        await take_turns(lambda: self._unlink(command), stream=f"chat/{chat_uuid(command.chat_id)}")

    async def _unlink(self, command: UnlinkChatCommand) -> None:
        chat = await self._chats.get(command.chat_id)
        if chat is not None:
            await self._linking.unlink(chat, Actor.guest())
