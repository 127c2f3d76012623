"""How a business service gets what is ready to show from the data services."""

from business_hexagon.application.ports.analytics_documents import AnalyticsDocuments
from business_hexagon.application.ports.oauth_client_documents import OAuthClientDocuments
from business_hexagon.application.ports.order_documents import OrderDocuments
from business_hexagon.application.ports.payment_documents import PaymentDocuments
from business_hexagon.application.ports.process_documents import ProcessDocuments
from business_hexagon.application.ports.refund_request_documents import RefundRequestDocuments
from business_hexagon.application.ports.security_act_documents import SecurityActDocuments
from business_hexagon.application.ports.session_documents import SessionDocuments
from business_hexagon.application.ports.task_documents import TaskDocuments
from business_hexagon.application.ports.user_documents import UserDocuments
from dishka import Provider, Scope, provide

from storage_clients.http_analytics_documents import HttpAnalyticsDocuments
from storage_clients.http_oauth_client_documents import HttpOAuthClientDocuments
from storage_clients.http_order_documents import HttpOrderDocuments
from storage_clients.http_payment_documents import HttpPaymentDocuments
from storage_clients.http_process_documents import HttpProcessDocuments
from storage_clients.http_refund_request_documents import HttpRefundRequestDocuments
from storage_clients.http_security_act_documents import HttpSecurityActDocuments
from storage_clients.http_session_documents import HttpSessionDocuments
from storage_clients.http_task_documents import HttpTaskDocuments
from storage_clients.http_user_documents import HttpUserDocuments
from storage_clients.named_services import MongoService, PostgresService

__all__ = ["DocumentPorts"]


class DocumentPorts(Provider):
    """Provides the ports that read representations."""

    scope = Scope.APP

    @provide
    def order_documents(self, service: PostgresService) -> OrderDocuments:
        """Orders, ready to show."""
        return HttpOrderDocuments(service)

    @provide
    def refund_request_documents(self, service: PostgresService) -> RefundRequestDocuments:
        """Refund requests, ready to show."""
        return HttpRefundRequestDocuments(service)

    @provide
    def payment_documents(self, service: PostgresService) -> PaymentDocuments:
        """Payments, ready to show."""
        return HttpPaymentDocuments(service)

    @provide
    def process_documents(self, service: PostgresService) -> ProcessDocuments:
        """Sagas made of steps, ready to show."""
        return HttpProcessDocuments(service)

    @provide
    def task_documents(self, service: PostgresService) -> TaskDocuments:
        """Tasks, ready to show."""
        return HttpTaskDocuments(service)

    @provide
    def user_documents(self, service: PostgresService) -> UserDocuments:
        """Users, ready to show."""
        return HttpUserDocuments(service)

    @provide
    def session_documents(self, service: PostgresService) -> SessionDocuments:
        """Sessions, ready to show."""
        return HttpSessionDocuments(service)

    @provide
    def oauth_client_documents(self, service: PostgresService) -> OAuthClientDocuments:
        """Programs that ask for tokens, ready to show."""
        return HttpOAuthClientDocuments(service)

    @provide
    def security_act_documents(self, service: PostgresService) -> SecurityActDocuments:
        """The audit, ready to show."""
        return HttpSecurityActDocuments(service)

    @provide
    def analytics_documents(self, service: MongoService) -> AnalyticsDocuments:
        """Reports."""
        return HttpAnalyticsDocuments(service)
