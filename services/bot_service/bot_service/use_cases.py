"""The use cases that the bot drives, each with its presenter."""

from business_hexagon.application.attachment_access import AttachmentAccess
from business_hexagon.application.commands.attachments.attach_file import AttachFile
from business_hexagon.application.commands.chats.change_chat_settings import ChangeChatSettings
from business_hexagon.application.commands.chats.issue_chat_code import IssueChatCode
from business_hexagon.application.commands.chats.link_chat import LinkChat
from business_hexagon.application.commands.chats.note_chat_blocked import NoteChatBlocked
from business_hexagon.application.commands.chats.open_chat_account import OpenChatAccount
from business_hexagon.application.commands.chats.unlink_chat import UnlinkChat
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
from business_hexagon.application.commands.ordering.request_refund import RequestRefund
from business_hexagon.application.commands.tasks.assign_task import AssignTask
from business_hexagon.application.commands.tasks.complete_task import CompleteTask
from business_hexagon.application.commands.tasks.create_task import CreateTask
from business_hexagon.application.commands.tasks.update_task import UpdateTask
from business_hexagon.application.outcome import Present
from business_hexagon.application.ports.clock import Clock
from business_hexagon.application.queries.analytics.get_live_counters import GetLiveCounters
from business_hexagon.application.queries.analytics.get_order_funnel import GetOrderFunnel
from business_hexagon.application.queries.analytics.get_revenue import GetRevenue
from business_hexagon.application.queries.analytics.get_top_products import GetTopProducts
from business_hexagon.application.queries.attachments.get_attachment_content import (
    GetAttachmentContent,
)
from business_hexagon.application.queries.attachments.get_product_photo import GetProductPhoto
from business_hexagon.application.queries.attachments.list_attachments import ListAttachments
from business_hexagon.application.queries.catalogue.get_product import GetProduct
from business_hexagon.application.queries.catalogue.list_products import ListProducts
from business_hexagon.application.queries.catalogue.search_products import SearchProducts
from business_hexagon.application.queries.chats.find_chat_of_user import FindChatOfUser
from business_hexagon.application.queries.chats.identify_chat import IdentifyChat
from business_hexagon.application.queries.identity.get_me import GetMe
from business_hexagon.application.queries.operations.count_dead_letters import CountDeadLetters
from business_hexagon.application.queries.operations.list_dead_letters import ListDeadLetters
from business_hexagon.application.queries.operations.show_dead_letter import ShowDeadLetter
from business_hexagon.application.queries.ordering.get_order import GetOrder
from business_hexagon.application.queries.ordering.list_orders import ListOrders
from business_hexagon.application.queries.ordering.list_refund_requests import ListRefundRequests
from business_hexagon.application.queries.tasks.get_task import GetTask
from business_hexagon.application.queries.tasks.list_colleagues import ListColleagues
from business_hexagon.application.queries.tasks.list_tasks import ListTasks
from business_hexagon.application.sagas.process_turns import ProcessTurns
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


class UseCases(Provider):
    """Provides every use case; all of them are stateless, so one of each will do."""

    scope = Scope.APP

    chats = provide_all(
        ChangeChatSettings,
        FindChatOfUser,
        GetMe,
        IdentifyChat,
        IssueChatCode,
        LinkChat,
        NoteChatBlocked,
        OpenChatAccount,
        UnlinkChat,
    )
    files = provide_all(
        AttachFile, AttachmentAccess, GetAttachmentContent, GetProductPhoto, ListAttachments
    )
    shop = provide_all(
        CancelOrder,
        GetOrder,
        GetProduct,
        ListOrders,
        ListProducts,
        ListRefundRequests,
        PlaceOrder,
        ProcessTurns,
        RequestRefund,
        SearchProducts,
    )

    staff = provide_all(
        ApproveRefundRequest,
        CountDeadLetters,
        DeclineRefundRequest,
        GetLiveCounters,
        GetOrderFunnel,
        GetRevenue,
        GetTopProducts,
        ListDeadLetters,
        RedriveAllDeadLetters,
        RedriveDeadLetter,
        ShowDeadLetter,
    )
    tasks = provide_all(
        AssignTask,
        CompleteTask,
        CreateTask,
        GetTask,
        ListColleagues,
        ListTasks,
        UpdateTask,
    )

    @provide
    def present_order(self, rows: OrderRows) -> Present[Order]:
        """How an order is shown."""
        return OrderPresenter(rows)

    @provide
    def present_refund_request(self, clock: Clock) -> Present[RefundRequest]:
        """How somebody's wish for his money is shown."""
        return RefundRequestPresenter(clock)

    @provide
    def present_task(self, clock: Clock) -> Present[Task]:
        """How a task is shown."""
        return TaskPresenter(clock)
