"""The use cases that the API drives, each with its presenter."""

from business_hexagon.application.attachment_access import AttachmentAccess
from business_hexagon.application.commands.attachments.attach_file import AttachFile
from business_hexagon.application.commands.catalogue.adjust_stock import AdjustStock
from business_hexagon.application.commands.catalogue.create_product import CreateProduct
from business_hexagon.application.commands.catalogue.update_product import UpdateProduct
from business_hexagon.application.commands.chats.issue_chat_link_code import IssueChatLinkCode
from business_hexagon.application.commands.chats.link_my_chat import LinkMyChat
from business_hexagon.application.commands.chats.unlink_my_chat import UnlinkMyChat
from business_hexagon.application.commands.identity.authorize import Authorize
from business_hexagon.application.commands.identity.change_password import ChangePassword
from business_hexagon.application.commands.identity.change_user_role import ChangeUserRole
from business_hexagon.application.commands.identity.create_oauth_client import CreateOAuthClient
from business_hexagon.application.commands.identity.deactivate_oauth_client import (
    DeactivateOAuthClient,
)
from business_hexagon.application.commands.identity.ensure_administrator import (
    EnsureAdministrator,
)
from business_hexagon.application.commands.identity.exchange_code import ExchangeCode
from business_hexagon.application.commands.identity.issue_client_token import IssueClientToken
from business_hexagon.application.commands.identity.log_in import LogIn
from business_hexagon.application.commands.identity.log_out import LogOut
from business_hexagon.application.commands.identity.log_out_everywhere import LogOutEverywhere
from business_hexagon.application.commands.identity.refresh_session import RefreshSession
from business_hexagon.application.commands.identity.register_user import RegisterUser
from business_hexagon.application.commands.identity.request_email_verification import (
    RequestEmailVerification,
)
from business_hexagon.application.commands.identity.request_password_reset import (
    RequestPasswordReset,
)
from business_hexagon.application.commands.identity.reset_password import ResetPassword
from business_hexagon.application.commands.identity.revoke_session import RevokeSession
from business_hexagon.application.commands.identity.revoke_token import RevokeToken
from business_hexagon.application.commands.identity.revoke_user_sessions import RevokeUserSessions
from business_hexagon.application.commands.identity.rotate_client_secret import RotateClientSecret
from business_hexagon.application.commands.identity.set_user_activity import SetUserActivity
from business_hexagon.application.commands.identity.update_me import UpdateMe
from business_hexagon.application.commands.identity.verify_email import VerifyEmail
from business_hexagon.application.commands.operations.discard_dead_letter import DiscardDeadLetter
from business_hexagon.application.commands.operations.redrive_all_dead_letters import (
    RedriveAllDeadLetters,
)
from business_hexagon.application.commands.operations.redrive_dead_letter import RedriveDeadLetter
from business_hexagon.application.commands.ordering.approve_refund_request import (
    ApproveRefundRequest,
)
from business_hexagon.application.commands.ordering.cancel_order import CancelOrder
from business_hexagon.application.commands.ordering.decline_refund_request import (
    DeclineRefundRequest,
)
from business_hexagon.application.commands.ordering.place_order import PlaceOrder
from business_hexagon.application.commands.ordering.refund_order_lines import RefundOrderLines
from business_hexagon.application.commands.ordering.request_refund import RequestRefund
from business_hexagon.application.commands.payments.record_payment_callback import (
    RecordPaymentCallback,
)
from business_hexagon.application.commands.tasks.assign_task import AssignTask
from business_hexagon.application.commands.tasks.complete_task import CompleteTask
from business_hexagon.application.commands.tasks.create_task import CreateTask
from business_hexagon.application.commands.tasks.update_task import UpdateTask
from business_hexagon.application.outcome import Present
from business_hexagon.application.ports.clock import Clock
from business_hexagon.application.queries.analytics.get_cohorts import GetCohorts
from business_hexagon.application.queries.analytics.get_error_rates import GetErrorRates
from business_hexagon.application.queries.analytics.get_live_counters import GetLiveCounters
from business_hexagon.application.queries.analytics.get_order_funnel import GetOrderFunnel
from business_hexagon.application.queries.analytics.get_revenue import GetRevenue
from business_hexagon.application.queries.analytics.get_saga_durations import GetSagaDurations
from business_hexagon.application.queries.analytics.get_top_products import GetTopProducts
from business_hexagon.application.queries.attachments.get_attachment_content import (
    GetAttachmentContent,
)
from business_hexagon.application.queries.attachments.get_product_photo import GetProductPhoto
from business_hexagon.application.queries.attachments.list_attachments import ListAttachments
from business_hexagon.application.queries.catalogue.get_product import GetProduct
from business_hexagon.application.queries.catalogue.get_stock import GetStock
from business_hexagon.application.queries.catalogue.list_products import ListProducts
from business_hexagon.application.queries.catalogue.search_products import SearchProducts
from business_hexagon.application.queries.identity.get_authorization_request import (
    GetAuthorizationRequest,
)
from business_hexagon.application.queries.identity.get_me import GetMe
from business_hexagon.application.queries.identity.get_user import GetUser
from business_hexagon.application.queries.identity.list_my_sessions import ListMySessions
from business_hexagon.application.queries.identity.list_oauth_clients import ListOAuthClients
from business_hexagon.application.queries.identity.list_security_acts import ListSecurityActs
from business_hexagon.application.queries.identity.list_users import ListUsers
from business_hexagon.application.queries.operations.count_dead_letters import CountDeadLetters
from business_hexagon.application.queries.operations.list_dead_letters import ListDeadLetters
from business_hexagon.application.queries.operations.show_dead_letter import ShowDeadLetter
from business_hexagon.application.queries.ordering.get_order import GetOrder
from business_hexagon.application.queries.ordering.get_order_at_version import GetOrderAtVersion
from business_hexagon.application.queries.ordering.get_order_timeline import (
    GetOrderTimeline,
    Timeline,
)
from business_hexagon.application.queries.ordering.list_orders import ListOrders
from business_hexagon.application.queries.ordering.list_refund_requests import (
    ListRefundRequests,
)
from business_hexagon.application.queries.payments.get_order_payments import GetOrderPayments
from business_hexagon.application.queries.tasks.get_task import GetTask
from business_hexagon.application.queries.tasks.list_colleagues import ListColleagues
from business_hexagon.application.queries.tasks.list_tasks import ListTasks
from business_hexagon.application.sagas.process_turns import ProcessTurns
from business_hexagon.domain.catalogue.events import StockAdjusted
from business_hexagon.domain.catalogue.product import Product
from business_hexagon.domain.identity.user import User
from business_hexagon.domain.ordering.order import Order
from business_hexagon.domain.ordering.refund_request import RefundRequest
from business_hexagon.domain.tasks.task import Task
from dishka import Provider, Scope, provide, provide_all
from storage_clients.mapping.order_rows import OrderRows
from storage_clients.row_presenters import (
    OrderPresenter,
    RefundRequestPresenter,
    TaskPresenter,
)

from api_service.interface.http.catalogue.presenters import (
    ProductPresenter,
    present_stock_adjustment,
)
from api_service.interface.http.identity.presenters import UserPresenter
from api_service.interface.http.ordering.order_history import present_timeline
from api_service.use_case_providers.process_use_cases import ProcessUseCases


class UseCases(
    ProcessUseCases,
    # quintet new: use_cases
    Provider,
):
    """Provides every use case; all of them are stateless, so one of each will do."""

    scope = Scope.APP

    attachment_access = provide(AttachmentAccess)
    commands = provide_all(
        AttachFile,
        AdjustStock,
        CreateProduct,
        UpdateProduct,
        EnsureAdministrator,
        IssueChatLinkCode,
        LinkMyChat,
        UnlinkMyChat,
        LogIn,
        RegisterUser,
        UpdateMe,
        Authorize,
        ChangePassword,
        ChangeUserRole,
        CreateOAuthClient,
        DeactivateOAuthClient,
        ExchangeCode,
        IssueClientToken,
        LogOut,
        LogOutEverywhere,
        RefreshSession,
        RequestEmailVerification,
        RequestPasswordReset,
        ResetPassword,
        RevokeSession,
        RevokeToken,
        RevokeUserSessions,
        RotateClientSecret,
        SetUserActivity,
        VerifyEmail,
        CancelOrder,
        PlaceOrder,
        RefundOrderLines,
        RequestRefund,
        ApproveRefundRequest,
        DeclineRefundRequest,
        ProcessTurns,
        RecordPaymentCallback,
        AssignTask,
        CompleteTask,
        CreateTask,
        UpdateTask,
        DiscardDeadLetter,
        RedriveAllDeadLetters,
        RedriveDeadLetter,
    )
    queries = provide_all(
        GetCohorts,
        GetErrorRates,
        GetLiveCounters,
        GetOrderFunnel,
        GetRevenue,
        GetSagaDurations,
        GetTopProducts,
        GetProduct,
        GetStock,
        ListProducts,
        SearchProducts,
        GetMe,
        GetAuthorizationRequest,
        GetUser,
        ListMySessions,
        ListOAuthClients,
        ListSecurityActs,
        ListUsers,
        GetOrder,
        GetOrderAtVersion,
        GetOrderTimeline,
        ListOrders,
        ListRefundRequests,
        ListAttachments,
        GetAttachmentContent,
        GetProductPhoto,
        GetOrderPayments,
        GetTask,
        ListColleagues,
        ListTasks,
        CountDeadLetters,
        ListDeadLetters,
        ShowDeadLetter,
    )

    @provide
    def present_order(self, rows: OrderRows) -> Present[Order]:
        """How an order is shown."""
        return OrderPresenter(rows)

    @provide
    def present_refund_request(self, clock: Clock) -> Present[RefundRequest]:
        """How a refund request is shown."""
        return RefundRequestPresenter(clock)

    @provide
    def present_product(self, clock: Clock) -> Present[Product]:
        """How a product is shown."""
        return ProductPresenter(clock)

    @provide
    def present_user(self, clock: Clock) -> Present[User]:
        """How a user is shown."""
        return UserPresenter(clock)

    @provide
    def present_task(self, clock: Clock) -> Present[Task]:
        """How a task is shown."""
        return TaskPresenter(clock)

    @provide
    def present_adjustment(self) -> Present[StockAdjusted]:
        """How a stock adjustment is shown."""
        return present_stock_adjustment

    @provide
    def present_timeline(self) -> Present[Timeline]:
        """How the story of an order is shown."""
        return present_timeline
