"""Every port has a fake; the type checker proves that it fits, the test that it can be made."""

from dataclasses import dataclass, fields

from business_hexagon.application.ports.access_token_issuer import AccessTokenIssuer
from business_hexagon.application.ports.analytics_documents import AnalyticsDocuments
from business_hexagon.application.ports.analytics_events import AnalyticsEvents
from business_hexagon.application.ports.atomic_writes import AtomicWrites
from business_hexagon.application.ports.attachments import Attachments
from business_hexagon.application.ports.chats import ChatLinkCodes, Chats, ChatStandings
from business_hexagon.application.ports.client_standings import ClientStandings
from business_hexagon.application.ports.clock import Clock
from business_hexagon.application.ports.event_streams import EventStreams
from business_hexagon.application.ports.id_generator import IdGenerator
from business_hexagon.application.ports.log_in_attempts_reader import LogInAttemptsReader
from business_hexagon.application.ports.lost_turns import LostTurns
from business_hexagon.application.ports.mailer import Mailer
from business_hexagon.application.ports.oauth_client_documents import OAuthClientDocuments
from business_hexagon.application.ports.oauth_clients import OAuthClients
from business_hexagon.application.ports.one_time_secrets import OneTimeSecrets
from business_hexagon.application.ports.one_time_tokens import OneTimeTokens
from business_hexagon.application.ports.order_documents import OrderDocuments
from business_hexagon.application.ports.order_processes import OrderProcesses
from business_hexagon.application.ports.orders import Orders
from business_hexagon.application.ports.password_hasher import PasswordHasher
from business_hexagon.application.ports.password_strength import PasswordStrength
from business_hexagon.application.ports.payment_documents import PaymentDocuments
from business_hexagon.application.ports.payment_gateway import PaymentGateway
from business_hexagon.application.ports.process_documents import ProcessDocuments
from business_hexagon.application.ports.product_documents import ProductDocuments
from business_hexagon.application.ports.product_snapshots import ProductSnapshots
from business_hexagon.application.ports.products import Products
from business_hexagon.application.ports.refresh_secrets import RefreshSecrets
from business_hexagon.application.ports.refund_request_documents import RefundRequestDocuments
from business_hexagon.application.ports.refund_requests import RefundRequests
from business_hexagon.application.ports.sagas import Sagas
from business_hexagon.application.ports.security_act_documents import SecurityActDocuments
from business_hexagon.application.ports.session_documents import SessionDocuments
from business_hexagon.application.ports.sessions import Sessions
from business_hexagon.application.ports.step_sagas import StepSagas
from business_hexagon.application.ports.system_events import SystemEvents
from business_hexagon.application.ports.task_documents import TaskDocuments
from business_hexagon.application.ports.tasks import Tasks
from business_hexagon.application.ports.user_documents import UserDocuments
from business_hexagon.application.ports.user_standings import UserStandings
from business_hexagon.application.ports.users import Users

from tests.fakes.in_memory_analytics_events import InMemoryAnalyticsEvents
from tests.fakes.in_memory_atomic_writes import InMemoryAtomicWrites
from tests.fakes.in_memory_attachments import InMemoryAttachments
from tests.fakes.in_memory_chats import (
    InMemoryChatLinkCodes,
    InMemoryChats,
    InMemoryChatStandings,
)
from tests.fakes.in_memory_documents import (
    CannedAnalyticsDocuments,
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
from tests.fakes.listed_password_strength import ListedPasswordStrength
from tests.fakes.plain_one_time_secrets import PlainOneTimeSecrets
from tests.fakes.plain_password_hasher import PlainPasswordHasher
from tests.fakes.plain_refresh_secrets import PlainRefreshSecrets
from tests.fakes.plain_token_issuer import PlainTokenIssuer
from tests.fakes.recording_lost_turns import RecordingLostTurns
from tests.fakes.recording_mailer import RecordingMailer
from tests.fakes.recording_system_events import RecordingSystemEvents
from tests.fakes.scripted_payment_gateway import ScriptedPaymentGateway
from tests.fakes.sequential_ids import SequentialIds
from tests.fakes.stepping_clock import SteppingClock


@dataclass(frozen=True, slots=True)
class EveryPort:
    """One implementation of each port."""

    clock: Clock
    ids: IdGenerator
    writes: AtomicWrites
    streams: EventStreams
    users: Users
    products: Products
    snapshots: ProductSnapshots
    orders: Orders
    processes: OrderProcesses
    tasks: Tasks
    sagas: Sagas
    step_sagas: StepSagas
    lost_turns: LostTurns
    process_documents: ProcessDocuments
    chats: Chats
    chat_standings: ChatStandings
    chat_link_codes: ChatLinkCodes
    refund_requests: RefundRequests
    refund_request_documents: RefundRequestDocuments
    attachments: Attachments
    product_documents: ProductDocuments
    order_documents: OrderDocuments
    payment_documents: PaymentDocuments
    task_documents: TaskDocuments
    user_documents: UserDocuments
    analytics_documents: AnalyticsDocuments
    analytics_events: AnalyticsEvents
    gateway: PaymentGateway
    mailer: Mailer
    hasher: PasswordHasher
    client_standings: ClientStandings
    log_in_attempts_reader: LogInAttemptsReader
    oauth_client_documents: OAuthClientDocuments
    oauth_clients: OAuthClients
    one_time_secrets: OneTimeSecrets
    refresh_secrets: RefreshSecrets
    one_time_tokens: OneTimeTokens
    password_strength: PasswordStrength
    security_act_documents: SecurityActDocuments
    session_documents: SessionDocuments
    sessions: Sessions
    user_standings: UserStandings
    issuer: AccessTokenIssuer
    announcements: SystemEvents


def test_every_port_has_a_fake() -> None:
    """Those of storage work on the same tables."""
    storage, clock = InMemoryStorage(), SteppingClock()
    fakes = EveryPort(
        clock=clock,
        ids=SequentialIds(),
        writes=InMemoryAtomicWrites(storage),
        streams=InMemoryEventStreams(storage),
        users=InMemoryUsers(storage),
        products=InMemoryProducts(storage),
        snapshots=InMemoryProductSnapshots(storage),
        orders=InMemoryOrders(storage),
        processes=InMemoryOrderProcesses(storage),
        tasks=InMemoryTasks(storage, clock),
        sagas=InMemorySagas(storage, clock),
        step_sagas=InMemoryStepSagas(storage, clock),
        lost_turns=RecordingLostTurns(),
        process_documents=InMemoryProcessDocuments(storage),
        chats=InMemoryChats(storage),
        chat_standings=InMemoryChatStandings(storage),
        chat_link_codes=InMemoryChatLinkCodes(),
        refund_requests=InMemoryRefundRequests(storage),
        refund_request_documents=InMemoryRefundRequestDocuments(storage),
        attachments=InMemoryAttachments(),
        product_documents=InMemoryProductDocuments(storage),
        order_documents=InMemoryOrderDocuments(storage),
        payment_documents=InMemoryPaymentDocuments(storage),
        task_documents=InMemoryTaskDocuments(storage),
        user_documents=InMemoryUserDocuments(storage),
        analytics_documents=CannedAnalyticsDocuments(),
        analytics_events=InMemoryAnalyticsEvents(),
        gateway=ScriptedPaymentGateway(),
        mailer=RecordingMailer(),
        hasher=PlainPasswordHasher(),
        client_standings=InMemoryClientStandings(storage),
        log_in_attempts_reader=InMemoryLogInAttempts(storage),
        oauth_client_documents=InMemoryOAuthClientDocuments(storage),
        oauth_clients=InMemoryOAuthClients(storage),
        one_time_secrets=PlainOneTimeSecrets(),
        refresh_secrets=PlainRefreshSecrets(),
        one_time_tokens=InMemoryOneTimeTokens(storage),
        password_strength=ListedPasswordStrength(),
        security_act_documents=InMemorySecurityActDocuments(storage),
        session_documents=InMemorySessionDocuments(storage),
        sessions=InMemorySessions(storage),
        user_standings=InMemoryUserStandings(storage, clock),
        issuer=PlainTokenIssuer(clock),
        announcements=RecordingSystemEvents(),
    )
    assert len(fields(fakes)) == len({type(getattr(fakes, one.name)) for one in fields(fakes)})
