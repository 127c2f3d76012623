"""The adapters on the broker that staff need in the chat."""

from business_hexagon.application.ports.dead_letter_audit import DeadLetterAudit
from business_hexagon.application.ports.dead_letters import DeadLetters
from dishka import Provider, Scope, provide
from message_bus.broker_dead_letters import BrokerDeadLetters
from message_bus.connection import BusConnection
from message_bus.published_dead_letter_audit import PublishedDeadLetterAudit
from message_bus.publisher import Publisher
from message_bus.system_event_publisher import SystemEventPublisher


class BusAdapters(Provider):
    """Provides what works on the process's own connection, which whoever made it closes.

    Args:
        connection: The connection to the broker.
        publisher: Publishes with confirms.
        service: Name of this process.
    """

    scope = Scope.APP

    def __init__(self, connection: BusConnection, publisher: Publisher, service: str) -> None:
        super().__init__()
        self._connection = connection
        self._publisher = publisher
        self._service = service

    @provide
    def connection(self) -> BusConnection:
        """The connection to the broker."""
        return self._connection

    @provide
    def publisher(self) -> Publisher:
        """Publishes with confirms."""
        return self._publisher

    @provide
    def system_events(self) -> SystemEventPublisher:
        """Publishes what is worth knowing and not worth waiting for."""
        return SystemEventPublisher(self._publisher, self._service)

    dead_letters = provide(BrokerDeadLetters, provides=DeadLetters)
    audit = provide(PublishedDeadLetterAudit, provides=DeadLetterAudit)
