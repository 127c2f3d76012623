"""Everything that use cases of chats need, on one store and one clock."""

from business_hexagon.application.commands.chats.issue_chat_code import (
    IssueChatCode,
    IssueChatCodeCommand,
)
from business_hexagon.application.commands.chats.issue_chat_link_code import (
    IssueChatLinkCode,
    IssueChatLinkCodeCommand,
)
from business_hexagon.application.commands.chats.link_chat import LinkChat
from business_hexagon.application.commands.chats.link_my_chat import LinkMyChat
from business_hexagon.application.commands.chats.open_chat_account import OpenChatAccount
from business_hexagon.application.commands.chats.unlink_chat import UnlinkChat
from business_hexagon.application.commands.chats.unlink_my_chat import UnlinkMyChat
from business_hexagon.application.queries.chats.identify_chat import (
    ChatIdentity,
    IdentifyChat,
    IdentifyChatQuery,
)
from business_hexagon.domain.chats.chat import Chat, chat_uuid
from business_hexagon.domain.identity.user import User

from tests.fakes.in_memory_chats import (
    InMemoryChatLinkCodes,
    InMemoryChats,
    InMemoryChatStandings,
)
from tests.unit.business_hexagon.memory.identity_world import IdentityWorld
from tests.unit.business_hexagon.memory.people import ADA

CHAT = 77
OTHER_CHAT = 78


class ChatWorld(IdentityWorld):
    """The ports of chats beside those of identity; no chat is known."""

    def __init__(self) -> None:
        super().__init__()
        self.codes = InMemoryChatLinkCodes()
        self.chats = InMemoryChats(self.storage)
        self.chat_standings = InMemoryChatStandings(self.storage)
        self.identify = IdentifyChat(self.chat_standings)
        self.issue_for_user = IssueChatLinkCode(self.codes, self.clock)
        self.issue_for_chat = IssueChatCode(self.codes)
        self.link_chat = LinkChat(
            codes=self.codes,
            chats=self.chats,
            users=self.users,
            writes=self.writes,
            ids=self.ids,
        )
        self.link_my_chat = LinkMyChat(
            codes=self.codes,
            chats=self.chats,
            writes=self.writes,
            ids=self.ids,
            clock=self.clock,
        )
        self.open_account = OpenChatAccount(
            chats=self.chats,
            standings=self.chat_standings,
            users=self.users,
            writes=self.writes,
            ids=self.ids,
            clock=self.clock,
        )
        self.unlink_chat = UnlinkChat(chats=self.chats, writes=self.writes, ids=self.ids)
        self.unlink_my_chat = UnlinkMyChat(chats=self.chats, writes=self.writes, ids=self.ids)

    async def code_for_ada(self) -> str:
        """Ada gets a code from the API."""
        return await self.issue_for_user.execute(IssueChatLinkCodeCommand(ADA))

    async def code_of_chat(self, chat_id: int = CHAT) -> str:
        """Somebody gets a code in a chat."""
        return await self.issue_for_chat.execute(IssueChatCodeCommand(chat_id))

    async def who(self, chat_id: int = CHAT) -> ChatIdentity:
        """Who writes in the chat."""
        return await self.identify.execute(IdentifyChatQuery(chat_id, "request_1"))

    def chat(self, chat_id: int = CHAT) -> Chat:
        """The chat as it is stored."""
        chat = self.storage.one(Chat, chat_uuid(chat_id))
        assert chat is not None
        return chat

    def put_linked(self, user: User, chat_id: int = CHAT) -> None:
        """Have a chat that was linked with a user just now."""
        chat = Chat.open(chat_id)
        chat.link(user.id, self.clock.now())
        self.writes.put(user, chat)
