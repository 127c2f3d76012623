"""The adapters behind the API's ports, besides the data services' clients."""

from collections.abc import AsyncIterator

from business_hexagon.application.ports.chats import ChatLinkCodes
from business_hexagon.application.ports.clock import Clock
from business_hexagon.application.ports.id_generator import IdGenerator
from business_hexagon.application.ports.product_documents import ProductDocuments
from business_hexagon.application.ports.product_snapshots import ProductSnapshots
from business_hexagon.application.sagas.payment_record import PaymentRecord
from business_hexagon.application.sagas.saga_policy import SagaPolicy
from dishka import Provider, Scope, alias, provide
from rate_limits import RateLimits
from redis_cache import CachedProductDocuments, CachedProductSnapshots, RedisLink, connect
from redis_cache.redis_chat_link_codes import RedisChatLinkCodes
from storage_clients.http_product_documents import HttpProductDocuments
from storage_clients.http_product_snapshots import HttpProductSnapshots
from storage_clients.log_shipment import LogShipment
from storage_clients.storage_provider import PostgresService
from telemetry.log_shipping import LogShipper

from api_service.cached_products import CachedProducts
from api_service.interface.http.limits.limit_table import limit_table
from api_service.interface.http.operations.payment_callbacks import CallbackSecret
from api_service.settings import ApiSettings


class Adapters(Provider):
    """Provides cache, limits and the sandbox's callback key.

    Args:
        settings: Where things are, and their secrets.
    """

    scope = Scope.APP

    def __init__(self, settings: ApiSettings) -> None:
        super().__init__()
        self._settings = settings

    @provide
    async def redis(self) -> AsyncIterator[RedisLink]:
        """The link to Redis, closed with the container."""
        link = RedisLink(connect(self._settings.redis_url.get_secret_value()))
        yield link
        await link.aclose()

    @provide
    def limits(self, link: RedisLink) -> RateLimits:
        """Limits of all callers, counted in Redis."""
        return RateLimits(link, limit_table(self._settings.rate_limit_scale))

    @provide
    def cached_documents(self, service: PostgresService, link: RedisLink) -> CachedProductDocuments:
        """Products behind the cache."""
        return CachedProductDocuments(HttpProductDocuments(service), link)

    @provide
    def cached_snapshots(self, service: PostgresService, link: RedisLink) -> CachedProductSnapshots:
        """Prices behind the cache."""
        return CachedProductSnapshots(HttpProductSnapshots(service), link)

    documents = alias(source=CachedProductDocuments, provides=ProductDocuments)
    products = provide(CachedProducts)
    snapshots = alias(source=CachedProducts, provides=ProductSnapshots)

    chat_link_codes = provide(RedisChatLinkCodes, provides=ChatLinkCodes)

    @provide
    def log_shipper(self, shipment: LogShipment) -> LogShipper:
        """Ships warnings and errors; started and closed by the lifespan."""
        return LogShipper(shipment.ship)

    @provide
    def callback_secret(self) -> CallbackSecret:
        """Key of the signatures on the sandbox's callbacks."""
        secret = self._settings.payment_callback_secret
        return CallbackSecret(b"" if secret is None else secret.get_secret_value().encode())

    @provide
    def policy(self) -> SagaPolicy:
        """First deadlines of sagas."""
        return SagaPolicy()

    @provide
    def record(self, ids: IdGenerator, clock: Clock, policy: SagaPolicy) -> PaymentRecord:
        """Writes down what the sandbox reports."""
        return PaymentRecord("sandbox", ids, clock, policy)
