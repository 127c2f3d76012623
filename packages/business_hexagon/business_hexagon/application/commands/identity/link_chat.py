"""Link a chat to an account by a code."""

from dataclasses import dataclass, field

from business_hexagon.application.errors import NotFound
from business_hexagon.application.ports.chat_links import ChatLinks


@dataclass(frozen=True, slots=True)
class LinkChatCommand:
    """Somebody in a chat sends a code.

    Attributes:
        chat_id: which chat.
        code: as typed.
    """

    chat_id: int
    code: str = field(repr=False)


class LinkChat:
    """Links a chat to the account that issued the code.

    Args:
        links: where codes and links are kept.
    """

    def __init__(self, links: ChatLinks) -> None:
        self._links = links

    async def execute(self, command: LinkChatCommand) -> None:
        """Link the chat.

        Raises:
            NotFound: the code is wrong, used or too old.
            StorageUnavailable: the store does not answer.
        """
        if await self._links.redeem_code(command.code.strip(), command.chat_id) is None:
            raise NotFound("chat_link_code", "")
