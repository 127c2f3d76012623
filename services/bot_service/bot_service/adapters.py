"""The bot's adapters and use cases, besides the data services' clients."""

from collections.abc import AsyncIterator

from business_hexagon.application.commands.chats.change_chat_settings import ChangeChatSettings
from business_hexagon.application.commands.chats.issue_chat_code import IssueChatCode
from business_hexagon.application.commands.chats.link_chat import LinkChat
from business_hexagon.application.commands.chats.note_chat_blocked import NoteChatBlocked
from business_hexagon.application.commands.chats.open_chat_account import OpenChatAccount
from business_hexagon.application.commands.chats.unlink_chat import UnlinkChat
from business_hexagon.application.ports.chats import ChatLinkCodes
from business_hexagon.application.queries.chats.find_chat_of_user import FindChatOfUser
from business_hexagon.application.queries.chats.identify_chat import IdentifyChat
from business_hexagon.application.queries.ordering.list_orders import ListOrders
from dishka import Provider, Scope, provide, provide_all
from redis_cache import RedisLink, connect
from redis_cache.redis_chat_link_codes import RedisChatLinkCodes

from bot_service.settings import BotSettings


class Adapters(Provider):
    """Provides codes of chats and the use cases that the bot drives.

    Args:
        settings: Where things are.
    """

    scope = Scope.APP

    def __init__(self, settings: BotSettings) -> None:
        super().__init__()
        self._settings = settings

    @provide
    async def redis(self) -> AsyncIterator[RedisLink]:
        """The link to Redis, closed with the container."""
        link = RedisLink(connect(self._settings.redis_url.get_secret_value()))
        yield link
        await link.aclose()

    chat_link_codes = provide(RedisChatLinkCodes, provides=ChatLinkCodes)
    use_cases = provide_all(
        ChangeChatSettings,
        FindChatOfUser,
        IdentifyChat,
        IssueChatCode,
        LinkChat,
        ListOrders,
        NoteChatBlocked,
        OpenChatAccount,
        UnlinkChat,
    )
