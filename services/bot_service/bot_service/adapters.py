"""The bot's adapters, besides the data services' clients and the broker's."""

from collections.abc import AsyncIterator

from business_hexagon.application.ports.chats import ChatLinkCodes
from business_hexagon.application.ports.product_documents import ProductDocuments
from business_hexagon.application.ports.product_snapshots import ProductSnapshots
from business_hexagon.application.sagas.saga_policy import SagaPolicy
from dishka import Provider, Scope, provide
from redis_cache import CachedProductDocuments, CachedProductSnapshots, RedisLink, connect
from redis_cache.redis_chat_link_codes import RedisChatLinkCodes
from storage_clients.http_product_documents import HttpProductDocuments
from storage_clients.http_product_snapshots import HttpProductSnapshots
from storage_clients.storage_provider import PostgresService

from bot_service.settings import BotSettings


class Adapters(Provider):
    """Provides the cache and what is kept in Redis.

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

    @provide
    def documents(self, service: PostgresService, link: RedisLink) -> ProductDocuments:
        """Products behind the cache."""
        return CachedProductDocuments(HttpProductDocuments(service), link)

    @provide
    def snapshots(self, service: PostgresService, link: RedisLink) -> ProductSnapshots:
        """Prices behind the cache; an order at an old price is refused by the write."""
        return CachedProductSnapshots(HttpProductSnapshots(service), link)

    @provide
    def policy(self) -> SagaPolicy:
        """First deadlines of sagas."""
        return SagaPolicy()
