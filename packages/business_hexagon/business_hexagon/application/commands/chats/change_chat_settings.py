"""Change how the bot writes in a chat."""

from dataclasses import dataclass

from business_hexagon.application.commands.chats.opened_chat import save_opened
from business_hexagon.application.once import take_turns
from business_hexagon.application.ports.atomic_writes import AtomicWrites
from business_hexagon.application.ports.chats import Chats
from business_hexagon.domain.chats.chat import Chat, chat_uuid


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeChatSettingsCommand:
    """Somebody chooses; what is None stays.

    Attributes:
        chat_id: which chat, linked or not.
        language: one of `LANGUAGES`.
        is_muted: whether to send no notifications.
        time_zone: where the clock is, such as `Europe/Berlin`.
    """

    chat_id: int
    language: str | None = None
    is_muted: bool | None = None
    time_zone: str | None = None


class ChangeChatSettings:
    """Remembers what the owner of a chat wants."""

    def __init__(self, *, chats: Chats, writes: AtomicWrites) -> None:
        self._chats = chats
        self._writes = writes

    async def execute(self, command: ChangeChatSettingsCommand) -> None:
        """Change the settings; repeated, it changes nothing.

        Raises:
            InvalidValue: the bot does not speak the language, or there is no such time zone.
            TooManyConflicts: others kept changing the chat.
            StorageUnavailable: the data service does not answer.
        """
        await take_turns(lambda: self._change(command), stream=f"chat/{chat_uuid(command.chat_id)}")

    async def _change(self, command: ChangeChatSettingsCommand) -> None:
        chat = await self._chats.get(command.chat_id) or Chat.open(command.chat_id)
        if command.language is not None:
            chat.choose_language(command.language)
        if command.time_zone is not None:
            chat.choose_time_zone(command.time_zone)
        if command.is_muted is True:
            chat.mute()
        elif command.is_muted is False:
            chat.unmute()
        await save_opened(self._writes, chat)
