"""The bot's adapters and use cases, besides the data services' clients."""

from collections.abc import AsyncIterator

from business_hexagon.application.commands.identity.link_chat import LinkChat
from business_hexagon.application.ports.chat_links import ChatLinks
from business_hexagon.application.queries.identity.identify_chat import IdentifyChat
from business_hexagon.application.queries.ordering.list_orders import ListOrders
from dishka import Provider, Scope, provide, provide_all
from redis_cache import RedisLink, connect
from redis_cache.redis_chat_links import RedisChatLinks

from bot_service.settings import BotSettings


class Adapters(Provider):
    """Provides chat links and the use cases that the bot drives.

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

    chat_links = provide(RedisChatLinks, provides=ChatLinks)
    use_cases = provide_all(LinkChat, IdentifyChat, ListOrders)
