"""`product.updated`: what this process remembers of the product is stale."""

from integration_events.product_events import ProductUpdated
from message_bus.delivery import ReceivedEvent

from api_service.cached_products import CachedProducts


class ForgetProducts:
    """Makes the next reader ask the data service.

    Args:
        products: What this process and Redis remember.
    """

    def __init__(self, products: CachedProducts) -> None:
        self._products = products

    async def handle(self, received: ReceivedEvent) -> None:
        """Forgets the product of one event."""
        data = received.envelope.data
        if isinstance(data, ProductUpdated):
            await self._products.forget((data.product_id,))
