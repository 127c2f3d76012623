"""HTTP clients of the two data services: the adapters of the hexagon's storage ports.

A composition root opens one `DataService` for each data service and hands it to the adapters::

    postgres = DataService("db_postgres_service", settings.db_postgres_service_url)
    writes = HttpAtomicWrites(postgres, ChangeMapping("api_service", clock, ids))
    orders = HttpOrders(postgres)
"""

from storage_clients.batched_commits import BatchedCommits
from storage_clients.coalescer import Coalescer
from storage_clients.data_service import DataService
from storage_clients.documents import DocumentReader
from storage_clients.http_analytics_documents import HttpAnalyticsDocuments
from storage_clients.http_analytics_events import HttpAnalyticsEvents
from storage_clients.http_atomic_writes import HttpAtomicWrites
from storage_clients.http_attachments import HttpAttachments
from storage_clients.http_chats import HttpChats, HttpChatStandings
from storage_clients.http_client_standings import HttpClientStandings
from storage_clients.http_colleagues import HttpColleagues
from storage_clients.http_event_streams import HttpEventStreams
from storage_clients.http_log_in_attempts import HttpLogInAttempts
from storage_clients.http_oauth_client_documents import HttpOAuthClientDocuments
from storage_clients.http_oauth_clients import HttpOAuthClients
from storage_clients.http_one_time_tokens import HttpOneTimeTokens
from storage_clients.http_order_documents import HttpOrderDocuments
from storage_clients.http_order_processes import HttpOrderProcesses
from storage_clients.http_orders import HttpOrders
from storage_clients.http_payment_documents import HttpPaymentDocuments
from storage_clients.http_process_documents import HttpProcessDocuments
from storage_clients.http_product_documents import HttpProductDocuments
from storage_clients.http_product_snapshots import HttpProductSnapshots
from storage_clients.http_products import HttpProducts
from storage_clients.http_refund_request_documents import HttpRefundRequestDocuments
from storage_clients.http_refund_requests import HttpRefundRequests
from storage_clients.http_sagas import HttpSagas
from storage_clients.http_security_act_documents import HttpSecurityActDocuments
from storage_clients.http_session_documents import HttpSessionDocuments
from storage_clients.http_sessions import HttpSessions
from storage_clients.http_step_sagas import HttpStepSagas
from storage_clients.http_task_documents import HttpTaskDocuments
from storage_clients.http_tasks import HttpTasks
from storage_clients.http_user_documents import HttpUserDocuments
from storage_clients.http_user_standings import HttpUserStandings
from storage_clients.http_users import HttpUsers
from storage_clients.log_shipment import LogShipment
from storage_clients.mapping.change_mapping import ChangeMapping
from storage_clients.outbox_client import OutboxClient
from storage_clients.refusal import RequestRefused
from storage_clients.reports_client import ReportsClient
from storage_clients.retention_client import RetentionClient
from storage_clients.retry_policy import RetryPolicy

__all__ = [
    "BatchedCommits",
    "ChangeMapping",
    "Coalescer",
    "DataService",
    "DocumentReader",
    "HttpAnalyticsDocuments",
    "HttpAnalyticsEvents",
    "HttpAtomicWrites",
    "HttpAttachments",
    "HttpChatStandings",
    "HttpChats",
    "HttpClientStandings",
    "HttpColleagues",
    "HttpEventStreams",
    "HttpLogInAttempts",
    "HttpOAuthClientDocuments",
    "HttpOAuthClients",
    "HttpOneTimeTokens",
    "HttpOrderDocuments",
    "HttpOrderProcesses",
    "HttpOrders",
    "HttpPaymentDocuments",
    "HttpProcessDocuments",
    "HttpProductDocuments",
    "HttpProductSnapshots",
    "HttpProducts",
    "HttpRefundRequestDocuments",
    "HttpRefundRequests",
    "HttpSagas",
    "HttpSecurityActDocuments",
    "HttpSessionDocuments",
    "HttpSessions",
    "HttpStepSagas",
    "HttpTaskDocuments",
    "HttpTasks",
    "HttpUserDocuments",
    "HttpUserStandings",
    "HttpUsers",
    "LogShipment",
    "OutboxClient",
    "ReportsClient",
    "RequestRefused",
    "RetentionClient",
    "RetryPolicy",
]
