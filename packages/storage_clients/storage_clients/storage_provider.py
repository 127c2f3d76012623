"""How a business service gets its ports to the data services: one provider for all three."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Final

from business_hexagon.application.ports.analytics_events import AnalyticsEvents
from business_hexagon.application.ports.atomic_writes import AtomicWrites
from business_hexagon.application.ports.attachments import Attachments
from business_hexagon.application.ports.chats import Chats, ChatStandings
from business_hexagon.application.ports.clock import Clock
from business_hexagon.application.ports.colleagues import Colleagues
from business_hexagon.application.ports.event_streams import EventStreams
from business_hexagon.application.ports.id_generator import IdGenerator
from business_hexagon.application.ports.log_in_attempts_reader import LogInAttemptsReader
from business_hexagon.application.ports.oauth_clients import OAuthClients
from business_hexagon.application.ports.one_time_tokens import OneTimeTokens
from business_hexagon.application.ports.order_processes import OrderProcesses
from business_hexagon.application.ports.orders import Orders
from business_hexagon.application.ports.products import Products
from business_hexagon.application.ports.refund_requests import RefundRequests
from business_hexagon.application.ports.sagas import Sagas
from business_hexagon.application.ports.sessions import Sessions
from business_hexagon.application.ports.step_sagas import StepSagas
from business_hexagon.application.ports.tasks import Tasks
from business_hexagon.application.ports.users import Users
from dishka import provide
from http_transport import ClientTls
from signed_tokens import ServiceTokenIssuer

from storage_clients.data_service import DataService
from storage_clients.document_ports import DocumentPorts
from storage_clients.http_analytics_events import HttpAnalyticsEvents
from storage_clients.http_atomic_writes import HttpAtomicWrites
from storage_clients.http_attachments import HttpAttachments
from storage_clients.http_chats import HttpChats, HttpChatStandings
from storage_clients.http_client_standings import HttpClientStandings
from storage_clients.http_colleagues import HttpColleagues
from storage_clients.http_event_streams import HttpEventStreams
from storage_clients.http_log_in_attempts import HttpLogInAttempts
from storage_clients.http_oauth_clients import HttpOAuthClients
from storage_clients.http_one_time_tokens import HttpOneTimeTokens
from storage_clients.http_order_processes import HttpOrderProcesses
from storage_clients.http_orders import HttpOrders
from storage_clients.http_products import HttpProducts
from storage_clients.http_refund_requests import HttpRefundRequests
from storage_clients.http_sagas import HttpSagas
from storage_clients.http_sessions import HttpSessions
from storage_clients.http_step_sagas import HttpStepSagas
from storage_clients.http_tasks import HttpTasks
from storage_clients.http_user_standings import HttpUserStandings
from storage_clients.http_users import HttpUsers
from storage_clients.log_shipment import LogShipment
from storage_clients.mapping.change_mapping import ChangeMapping
from storage_clients.mapping.order_rows import OrderRows
from storage_clients.named_services import MongoService, PostgresService
from storage_clients.outbox_client import OutboxClient
from storage_clients.retention_client import RetentionClient
from storage_clients.system_ports import SystemClock, Uuid6Ids

__all__ = ["MongoService", "PostgresService", "StorageProvider", "StorageUrls"]

PASSWORDS_ARE_CHECKED_BY: Final = "api_service"
"""The one process that may read password hashes."""


@dataclass(frozen=True, slots=True)
class StorageUrls:
    """Where the data services are, and who asks them.

    Attributes:
        service: Name of this process, stored with every event that it writes.
        postgres: Origin of db_postgres_service.
        mongo: Origin of db_mongo_service.
        identity: Signs our tokens for both.
        connections: Most connections to each.
        tls: Whom to trust and what to show, for origins of https.
    """

    service: str
    postgres: str
    mongo: str
    identity: ServiceTokenIssuer
    connections: int = 32
    tls: ClientTls | None = None


class StorageProvider(
    DocumentPorts,
    # quintet new: storage_ports
):
    """Provides every port that a data service stands behind.

    Args:
        urls: Where the data services are.
    """

    def __init__(self, urls: StorageUrls) -> None:
        super().__init__()
        self._urls = urls

    @provide
    async def postgres(self) -> AsyncIterator[PostgresService]:
        """The client of db_postgres_service, closed with the container."""
        urls = self._urls
        async with DataService(
            "db_postgres_service",
            urls.postgres,
            identity=urls.identity,
            max_connections=urls.connections,
            tls=urls.tls,
        ) as service:
            yield PostgresService(service)

    @provide
    async def mongo(self) -> AsyncIterator[MongoService]:
        """The client of db_mongo_service, closed with the container."""
        urls = self._urls
        async with DataService(
            "db_mongo_service",
            urls.mongo,
            identity=urls.identity,
            max_connections=urls.connections,
            tls=urls.tls,
        ) as service:
            yield MongoService(service)

    clock = provide(SystemClock, provides=Clock)
    ids = provide(Uuid6Ids, provides=IdGenerator)

    order_rows = provide(OrderRows)

    @provide
    def mapping(self, clock: Clock, ids: IdGenerator, order_rows: OrderRows) -> ChangeMapping:
        """Builds write requests in the name of this process."""
        return ChangeMapping(self._urls.service, clock, ids, order_rows)

    @provide
    def writes(self, service: PostgresService, mapping: ChangeMapping) -> AtomicWrites:
        """The one way to change anything."""
        return HttpAtomicWrites(service, mapping)

    @provide
    def order_processes(self, service: PostgresService) -> OrderProcesses:
        """Orders with their sagas and payments."""
        return HttpOrderProcesses(service)

    @provide
    def orders(self, service: PostgresService) -> Orders:
        """Orders."""
        return HttpOrders(service)

    @provide
    def refund_requests(self, service: PostgresService) -> RefundRequests:
        """Refund requests."""
        return HttpRefundRequests(service)

    @provide
    def products(self, service: PostgresService) -> Products:
        """Products."""
        return HttpProducts(service)

    @provide
    def users(self, service: PostgresService) -> Users:
        """Users; their password hashes where people log in, and nowhere else."""
        return HttpUsers(service, with_passwords=self._urls.service == PASSWORDS_ARE_CHECKED_BY)

    @provide
    def sessions(self, service: PostgresService) -> Sessions:
        """Sessions."""
        return HttpSessions(service)

    @provide
    def one_time_tokens(self, service: PostgresService) -> OneTimeTokens:
        """One-time tokens."""
        return HttpOneTimeTokens(service)

    @provide
    def oauth_clients(self, service: PostgresService) -> OAuthClients:
        """Programs that ask for tokens."""
        return HttpOAuthClients(service)

    @provide
    async def uncached_user_standings(
        self, service: PostgresService
    ) -> AsyncIterator[HttpUserStandings]:
        """How users stand, asked anew each time: what a cache is built upon."""
        standings = HttpUserStandings(service)
        yield standings
        await standings.aclose()

    @provide
    def uncached_client_standings(self, service: PostgresService) -> HttpClientStandings:
        """How programs stand, asked anew each time: what a cache is built upon."""
        return HttpClientStandings(service)

    @provide
    def log_in_attempts(self, service: PostgresService) -> LogInAttemptsReader:
        """Failed log ins."""
        return HttpLogInAttempts(service)

    @provide
    def chats(self, service: PostgresService) -> Chats:
        """Chats."""
        return HttpChats(service)

    @provide
    def chat_standings(self, service: PostgresService) -> ChatStandings:
        """How chats stand, asked anew each time."""
        return HttpChatStandings(service)

    @provide
    def colleagues(self, service: PostgresService) -> Colleagues:
        """The people who work here."""
        return HttpColleagues(service)

    @provide
    def tasks(self, service: PostgresService) -> Tasks:
        """Tasks."""
        return HttpTasks(service)

    @provide
    def sagas(self, service: PostgresService) -> Sagas:
        """Overdue sagas."""
        return HttpSagas(service)

    @provide
    def step_sagas(self, service: PostgresService) -> StepSagas:
        """Sagas made of steps."""
        return HttpStepSagas(service)

    @provide
    def event_streams(self, service: PostgresService) -> EventStreams:
        """Event streams."""
        return HttpEventStreams(service)

    @provide
    def outbox(self, service: PostgresService) -> OutboxClient:
        """The outbox, for a relay."""
        return OutboxClient(service)

    @provide
    def retention(self, postgres: PostgresService, mongo: MongoService) -> RetentionClient:
        """What has old rows removed."""
        return RetentionClient(postgres, mongo)

    @provide
    def analytics_events(self, service: MongoService) -> AnalyticsEvents:
        """Where events are recorded for analysis."""
        return HttpAnalyticsEvents(service)

    @provide
    def attachments(self, service: MongoService) -> Attachments:
        """Files that belong to something."""
        return HttpAttachments(service)

    @provide
    def log_shipment(self, service: MongoService) -> LogShipment:
        """Where warnings and errors go."""
        return LogShipment(service)
