"""The adapters on the broker."""

from collections.abc import AsyncIterator
from typing import Final

from business_hexagon.application.ports.dead_letter_audit import DeadLetterAudit
from business_hexagon.application.ports.dead_letters import DeadLetters
from dishka import Provider, Scope, provide
from integration_events.subscriptions import INSTANCE_SUBSCRIPTIONS
from message_bus.broker_dead_letters import BrokerDeadLetters
from message_bus.connection import BusConnection
from message_bus.instance_subscriber import InstanceSubscriber
from message_bus.published_dead_letter_audit import PublishedDeadLetterAudit
from message_bus.publisher import Publisher
from message_bus.system_event_publisher import SystemEventPublisher

from api_service.interface.messages.forget_products import ForgetProducts

_QUEUE: Final = "api_cache"


class BusAdapters(Provider):
    """Provides the connection to the broker and what works on it.

    Args:
        url: The broker.
        service: Name of this process.
    """

    scope = Scope.APP

    def __init__(self, url: str, service: str) -> None:
        super().__init__()
        self._url = url
        self._service = service

    @provide
    async def connection(self) -> AsyncIterator[BusConnection]:
        """The connection, closed with the container; it connects when it is first needed."""
        connection = BusConnection(self._url, name=self._service)
        yield connection
        await connection.close()

    @provide
    async def publisher(self, connection: BusConnection) -> AsyncIterator[Publisher]:
        """Publishes with confirms."""
        publisher = Publisher(connection)
        yield publisher
        await publisher.close()

    @provide
    def system_events(self, publisher: Publisher) -> SystemEventPublisher:
        """Publishes what is worth knowing and not worth waiting for."""
        return SystemEventPublisher(publisher, self._service)

    @provide
    async def subscriber(
        self, connection: BusConnection, forget: ForgetProducts
    ) -> AsyncIterator[InstanceSubscriber]:
        """Hears that cached products are stale; started by the lifespan."""
        subscriber = InstanceSubscriber(
            connection,
            name=_QUEUE,
            patterns=INSTANCE_SUBSCRIPTIONS[_QUEUE],
            handler=forget.handle,
        )
        yield subscriber
        await subscriber.stop()

    forget_products = provide(ForgetProducts)
    dead_letters = provide(BrokerDeadLetters, provides=DeadLetters)
    audit = provide(PublishedDeadLetterAudit, provides=DeadLetterAudit)
