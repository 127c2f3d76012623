"""The use cases that the bot drives, each with its presenter."""

from business_hexagon.application.attachment_access import AttachmentAccess
from business_hexagon.application.commands.chats.change_chat_settings import ChangeChatSettings
from business_hexagon.application.commands.chats.issue_chat_code import IssueChatCode
from business_hexagon.application.commands.chats.link_chat import LinkChat
from business_hexagon.application.commands.chats.note_chat_blocked import NoteChatBlocked
from business_hexagon.application.commands.chats.open_chat_account import OpenChatAccount
from business_hexagon.application.commands.chats.unlink_chat import UnlinkChat
from business_hexagon.application.commands.ordering.cancel_order import CancelOrder
from business_hexagon.application.commands.ordering.place_order import PlaceOrder
from business_hexagon.application.commands.ordering.request_refund import RequestRefund
from business_hexagon.application.outcome import Present
from business_hexagon.application.ports.clock import Clock
from business_hexagon.application.queries.attachments.get_attachment_content import (
    GetAttachmentContent,
)
from business_hexagon.application.queries.attachments.get_product_photo import GetProductPhoto
from business_hexagon.application.queries.catalogue.get_product import GetProduct
from business_hexagon.application.queries.catalogue.list_products import ListProducts
from business_hexagon.application.queries.catalogue.search_products import SearchProducts
from business_hexagon.application.queries.chats.find_chat_of_user import FindChatOfUser
from business_hexagon.application.queries.chats.identify_chat import IdentifyChat
from business_hexagon.application.queries.ordering.get_order import GetOrder
from business_hexagon.application.queries.identity.get_me import GetMe
from business_hexagon.application.queries.ordering.list_orders import ListOrders
from business_hexagon.application.queries.ordering.list_refund_requests import ListRefundRequests
from business_hexagon.application.sagas.process_turns import ProcessTurns
from business_hexagon.domain.ordering.order import Order
from business_hexagon.domain.ordering.refund_request import RefundRequest
from business_hexagon.domain.tasks.task import Task
from dishka import Provider, Scope, provide, provide_all
from storage_clients.mapping.order_rows import OrderRows

from bot_service.presenters import OrderPresenter, RefundRequestPresenter, TaskPresenter


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
    files = provide_all(AttachmentAccess, GetAttachmentContent, GetProductPhoto)
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
