"""All storage ports of one implementation, so that a suite can run against each."""

from collections.abc import Callable
from dataclasses import dataclass

from business_hexagon.application.ports.atomic_writes import AtomicWrites
from business_hexagon.application.ports.chats import Chats, ChatStandings
from business_hexagon.application.ports.client_standings import ClientStandings
from business_hexagon.application.ports.colleagues import Colleagues
from business_hexagon.application.ports.event_streams import EventStreams
from business_hexagon.application.ports.log_in_attempts_reader import LogInAttemptsReader
from business_hexagon.application.ports.oauth_client_documents import OAuthClientDocuments
from business_hexagon.application.ports.oauth_clients import OAuthClients
from business_hexagon.application.ports.one_time_tokens import OneTimeTokens
from business_hexagon.application.ports.order_documents import OrderDocuments
from business_hexagon.application.ports.order_processes import OrderProcesses
from business_hexagon.application.ports.orders import Orders
from business_hexagon.application.ports.payment_documents import PaymentDocuments
from business_hexagon.application.ports.process_documents import ProcessDocuments
from business_hexagon.application.ports.product_documents import ProductDocuments
from business_hexagon.application.ports.product_snapshots import ProductSnapshots
from business_hexagon.application.ports.products import Products
from business_hexagon.application.ports.refund_request_documents import RefundRequestDocuments
from business_hexagon.application.ports.refund_requests import RefundRequests
from business_hexagon.application.ports.sagas import Sagas
from business_hexagon.application.ports.security_act_documents import SecurityActDocuments
from business_hexagon.application.ports.session_documents import SessionDocuments
from business_hexagon.application.ports.sessions import Sessions
from business_hexagon.application.ports.step_sagas import StepSagas
from business_hexagon.application.ports.task_documents import TaskDocuments
from business_hexagon.application.ports.tasks import Tasks
from business_hexagon.application.ports.user_documents import UserDocuments
from business_hexagon.application.ports.user_standings import UserStandings
from business_hexagon.application.ports.users import Users
from storage_clients import (
    BatchedCommits,
    ChangeMapping,
    DataService,
    HttpAtomicWrites,
    HttpChats,
    HttpChatStandings,
    HttpClientStandings,
    HttpColleagues,
    HttpEventStreams,
    HttpLogInAttempts,
    HttpOAuthClientDocuments,
    HttpOAuthClients,
    HttpOneTimeTokens,
    HttpOrderDocuments,
    HttpOrderProcesses,
    HttpOrders,
    HttpPaymentDocuments,
    HttpProcessDocuments,
    HttpProductDocuments,
    HttpProducts,
    HttpProductSnapshots,
    HttpRefundRequestDocuments,
    HttpRefundRequests,
    HttpSagas,
    HttpSecurityActDocuments,
    HttpSessionDocuments,
    HttpSessions,
    HttpStepSagas,
    HttpTaskDocuments,
    HttpTasks,
    HttpUserDocuments,
    HttpUsers,
    HttpUserStandings,
)
from storage_clients.system_ports import SystemClock, Uuid6Ids

from tests.fakes.in_memory_atomic_writes import InMemoryAtomicWrites
from tests.fakes.in_memory_chats import InMemoryChats, InMemoryChatStandings
from tests.fakes.in_memory_documents import (
    InMemoryOrderDocuments,
    InMemoryPaymentDocuments,
    InMemoryProductDocuments,
    InMemoryRefundRequestDocuments,
    InMemoryTaskDocuments,
    InMemoryUserDocuments,
)
from tests.fakes.in_memory_identity import (
    InMemoryClientStandings,
    InMemoryLogInAttempts,
    InMemoryOAuthClients,
    InMemoryOneTimeTokens,
    InMemorySessions,
    InMemoryUserStandings,
)
from tests.fakes.in_memory_identity_documents import (
    InMemoryOAuthClientDocuments,
    InMemorySecurityActDocuments,
    InMemorySessionDocuments,
)
from tests.fakes.in_memory_readers import (
    InMemoryColleagues,
    InMemoryEventStreams,
    InMemoryOrderProcesses,
    InMemoryOrders,
    InMemoryProducts,
    InMemoryProductSnapshots,
    InMemoryRefundRequests,
    InMemorySagas,
    InMemoryTasks,
    InMemoryUsers,
)
from tests.fakes.in_memory_step_sagas import InMemoryProcessDocuments, InMemoryStepSagas
from tests.fakes.in_memory_storage import InMemoryStorage
from tests.fixtures.any_service import AUTHOR


@dataclass(frozen=True, slots=True, kw_only=True)
class StoragePorts:
    """One implementation of each port, over the same data."""

    writes: AtomicWrites
    users: Users
    products: Products
    snapshots: ProductSnapshots
    orders: Orders
    processes: OrderProcesses
    refund_requests: RefundRequests
    sagas: Sagas
    step_sagas: StepSagas
    process_documents: ProcessDocuments
    tasks: Tasks
    streams: EventStreams
    order_documents: OrderDocuments
    refund_request_documents: RefundRequestDocuments
    product_documents: ProductDocuments
    payment_documents: PaymentDocuments
    task_documents: TaskDocuments
    chats: Chats
    colleagues: Colleagues
    chat_standings: ChatStandings
    client_standings: ClientStandings
    log_in_attempts: LogInAttemptsReader
    oauth_client_documents: OAuthClientDocuments
    oauth_clients: OAuthClients
    one_time_tokens: OneTimeTokens
    security_act_documents: SecurityActDocuments
    session_documents: SessionDocuments
    sessions: Sessions
    user_standings: UserStandings
    user_documents: UserDocuments
    data: DataService | InMemoryStorage

    def of[AdapterT, FakeT](
        self,
        over_http: Callable[[DataService], AdapterT],
        in_memory: Callable[[InMemoryStorage], FakeT],
    ) -> AdapterT | FakeT:
        """Implement one more port over the same data, for what has no field here.

        Args:
            over_http: The real adapter.
            in_memory: The fake.
        """
        if isinstance(self.data, DataService):
            return over_http(self.data)
        return in_memory(self.data)


def http_ports(service: DataService, batches: BatchedCommits | None = None) -> StoragePorts:
    """Return the real adapters over db_postgres_service."""
    mapping = ChangeMapping(AUTHOR, SystemClock(), Uuid6Ids())
    return StoragePorts(
        writes=HttpAtomicWrites(service, mapping, batches=batches),
        users=HttpUsers(service),
        products=HttpProducts(service),
        snapshots=HttpProductSnapshots(service),
        orders=HttpOrders(service),
        processes=HttpOrderProcesses(service),
        refund_requests=HttpRefundRequests(service),
        sagas=HttpSagas(service),
        step_sagas=HttpStepSagas(service),
        process_documents=HttpProcessDocuments(service),
        tasks=HttpTasks(service),
        streams=HttpEventStreams(service),
        order_documents=HttpOrderDocuments(service),
        refund_request_documents=HttpRefundRequestDocuments(service),
        product_documents=HttpProductDocuments(service),
        payment_documents=HttpPaymentDocuments(service),
        task_documents=HttpTaskDocuments(service),
        chats=HttpChats(service),
        colleagues=HttpColleagues(service),
        chat_standings=HttpChatStandings(service),
        client_standings=HttpClientStandings(service),
        log_in_attempts=HttpLogInAttempts(service),
        oauth_client_documents=HttpOAuthClientDocuments(service),
        oauth_clients=HttpOAuthClients(service),
        one_time_tokens=HttpOneTimeTokens(service),
        security_act_documents=HttpSecurityActDocuments(service),
        session_documents=HttpSessionDocuments(service),
        sessions=HttpSessions(service),
        user_standings=HttpUserStandings(service),
        user_documents=HttpUserDocuments(service),
        data=service,
    )


def fake_ports() -> StoragePorts:
    """Return the fakes over an empty storage in memory."""
    storage = InMemoryStorage()
    clock = SystemClock()
    return StoragePorts(
        writes=InMemoryAtomicWrites(storage, clock),
        users=InMemoryUsers(storage),
        products=InMemoryProducts(storage),
        snapshots=InMemoryProductSnapshots(storage),
        orders=InMemoryOrders(storage),
        processes=InMemoryOrderProcesses(storage),
        refund_requests=InMemoryRefundRequests(storage),
        sagas=InMemorySagas(storage, clock),
        step_sagas=InMemoryStepSagas(storage, clock),
        process_documents=InMemoryProcessDocuments(storage),
        tasks=InMemoryTasks(storage, clock),
        streams=InMemoryEventStreams(storage),
        order_documents=InMemoryOrderDocuments(storage),
        refund_request_documents=InMemoryRefundRequestDocuments(storage),
        product_documents=InMemoryProductDocuments(storage),
        payment_documents=InMemoryPaymentDocuments(storage),
        task_documents=InMemoryTaskDocuments(storage),
        chats=InMemoryChats(storage),
        colleagues=InMemoryColleagues(storage),
        chat_standings=InMemoryChatStandings(storage),
        client_standings=InMemoryClientStandings(storage),
        log_in_attempts=InMemoryLogInAttempts(storage),
        oauth_client_documents=InMemoryOAuthClientDocuments(storage),
        oauth_clients=InMemoryOAuthClients(storage),
        one_time_tokens=InMemoryOneTimeTokens(storage),
        security_act_documents=InMemorySecurityActDocuments(storage),
        session_documents=InMemorySessionDocuments(storage),
        sessions=InMemorySessions(storage),
        user_standings=InMemoryUserStandings(storage, clock),
        user_documents=InMemoryUserDocuments(storage),
        data=storage,
    )
