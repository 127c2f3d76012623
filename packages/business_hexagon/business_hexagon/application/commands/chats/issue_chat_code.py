"""Get a code that links this chat with an account."""

from dataclasses import dataclass

from business_hexagon.application.ports.chats import ChatLinkCodes


@dataclass(frozen=True, slots=True)
class IssueChatCodeCommand:
    """Somebody in a chat has an account elsewhere.

    Attributes:
        chat_id: which chat.
    """

    chat_id: int


class IssueChatCode:
    """Issues codes that the person gives to the API, where he is signed in."""

    def __init__(self, codes: ChatLinkCodes) -> None:
        self._codes = codes

    async def execute(self, command: IssueChatCodeCommand) -> str:
        """Issue a code; it works once and for ten minutes.

        Raises:
            StorageUnavailable: the store does not answer.
        """
        return await self._codes.issue_for_chat(command.chat_id)
