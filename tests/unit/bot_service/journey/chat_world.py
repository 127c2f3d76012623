"""The real dispatcher, use cases and screens of the bot over a shop in memory."""

from collections.abc import Mapping
from uuid import UUID

from aiogram import Bot
from aiogram.fsm.storage.base import StorageKey
from aiogram.fsm.storage.memory import MemoryStorage
from bot_service.interface.messages.told_events import ToldEvents
from bot_service.interface.telegram.catalogue.photo_files import PhotoFiles
from bot_service.interface.telegram.orders.status_messages import StatusMessages
from bot_service.interface.telegram.payment_choices import PaymentChoice, PaymentChoices
from bot_service.interface.telegram.translations import Translations
from business_hexagon.application.errors import StorageUnavailable
from business_hexagon.application.ports.atomic_writes import AtomicWrites
from business_hexagon.application.ports.attachments import Attachments
from business_hexagon.application.ports.chats import ChatLinkCodes, Chats, ChatStandings
from business_hexagon.application.ports.clock import Clock
from business_hexagon.application.ports.documents import Document, DocumentPage, PageRequest
from business_hexagon.application.ports.id_generator import IdGenerator
from business_hexagon.application.ports.order_documents import OrderDocuments
from business_hexagon.application.ports.order_processes import OrderProcesses
from business_hexagon.application.ports.orders import Orders
from business_hexagon.application.ports.product_documents import ProductDocuments
from business_hexagon.application.ports.product_snapshots import ProductSnapshots
from business_hexagon.application.ports.products import Products
from business_hexagon.application.ports.refund_request_documents import RefundRequestDocuments
from business_hexagon.application.ports.tasks import Tasks
from business_hexagon.application.ports.user_documents import UserDocuments
from business_hexagon.application.ports.users import Users
from business_hexagon.application.sagas.saga_policy import SagaPolicy
from business_hexagon.domain.ordering.order import Order
from dishka import Provider, Scope, provide
from storage_clients.mapping.order_rows import OrderRows
from telegram_runtime.delivery.chat_turns import ChatTurns

from tests.fakes.in_memory_attachments import InMemoryAttachments
from tests.fakes.in_memory_chats import (
    InMemoryChatLinkCodes,
    InMemoryChats,
    InMemoryChatStandings,
)
from tests.fakes.in_memory_documents import (
    InMemoryOrderDocuments,
    InMemoryProductDocuments,
    InMemoryRefundRequestDocuments,
    InMemoryUserDocuments,
)
from tests.fakes.in_memory_readers import (
    InMemoryOrders,
    InMemoryProducts,
    InMemoryTasks,
    InMemoryUsers,
)
from tests.fakes.in_memory_shop import POLICY, InMemoryShop
from tests.unit.bot_service.journey.chat_memories import (
    RememberedEvents,
    RememberedMessages,
    RememberedPhotos,
)
from tests.unit.bot_service.journey.chat_phone import ChatPhone


class WholeOrderDocuments(InMemoryOrderDocuments):
    """Orders as the data service renders them, with their lines."""

    def __init__(self, shop: InMemoryShop) -> None:
        super().__init__(shop.storage)
        self._shop = shop

    async def get(self, order_id: UUID) -> Document | None:
        """See `OrderDocuments.get`."""
        order = self._shop.storage.one(Order, order_id)
        return None if order is None else Document(self._row(order), order.version, order.user_id)

    async def page_of(self, user_id: UUID, request: PageRequest) -> DocumentPage:
        """See `OrderDocuments.page_of`: newest first."""
        orders = [one for one in self._shop.storage.all_of(Order) if one.user_id == user_id]
        rows = [self._row(order) for order in reversed(orders)]
        cursor = b"null" if len(rows) <= request.limit else b'"more"'
        items = b",".join(rows[: request.limit])
        return DocumentPage(b'{"items":[' + items + b'],"next_cursor":' + cursor + b"}")

    def _row(self, order: Order) -> bytes:
        return OrderRows(self._shop.clock).of(order).model_dump_json().encode()


class FailingStorage(MemoryStorage):
    """Dialogues in memory, which can be lost on their way.

    Attributes:
        losses: How many of the next sessions cannot be saved.
    """

    def __init__(self) -> None:
        super().__init__()
        self.losses = 0

    async def set_data(self, key: StorageKey, data: Mapping[str, object]) -> None:
        """Keep, or fail."""
        if self.losses:
            self.losses -= 1
            raise StorageUnavailable("redis", "away")
        await super().set_data(key, data)


class WorldInMemory(Provider):
    """Provides every port that the customer's journey needs.

    Attributes:
        shop: The business in memory.
        phone: What the person sees.
        bot: The Bot API that ends at the phone.
        dialogues: What the bot remembers of chats.
        status_messages: Which message shows which order.
        told_events: Which events somebody was told of.
        photos: Which photos Telegram has.
        codes: Codes that link chats.
        attachments: Photos of products.
    """

    scope = Scope.APP

    def __init__(self) -> None:
        super().__init__()
        self.shop = InMemoryShop()
        self.phone = ChatPhone()
        self.bot = Bot("42:TOKEN", session=self.phone)
        self.dialogues = FailingStorage()
        self.status_messages = RememberedMessages()
        self.told_events = RememberedEvents()
        self.photos = RememberedPhotos()
        self.codes = InMemoryChatLinkCodes()
        self.attachments = InMemoryAttachments()
        self.choices = PaymentChoices(
            (
                PaymentChoice("Test card that pays", "card_approve"),
                PaymentChoice("Test card that is declined", "card_decline"),
            )
        )

    translations = provide(Translations)

    @provide
    def turns(self) -> ChatTurns:
        """One at a time in each chat."""
        return ChatTurns()

    @provide
    def writes(self) -> AtomicWrites:
        """The one way to change anything."""
        return self.shop.plain_writes

    @provide
    def telegram(self) -> Bot:
        """The Bot API."""
        return self.bot

    @provide
    def link_codes(self) -> ChatLinkCodes:
        """Codes."""
        return self.codes

    @provide
    def chats(self) -> Chats:
        """Chats."""
        return InMemoryChats(self.shop.storage)

    @provide
    def standings(self) -> ChatStandings:
        """Whom chats speak for."""
        return InMemoryChatStandings(self.shop.storage)

    @provide
    def users(self) -> Users:
        """Users."""
        return InMemoryUsers(self.shop.storage)

    @provide
    def user_documents(self) -> UserDocuments:
        """Users, ready to show."""
        return InMemoryUserDocuments(self.shop.storage)

    @provide
    def product_documents(self) -> ProductDocuments:
        """Products, ready to show."""
        return InMemoryProductDocuments(self.shop.storage)

    @provide
    def snapshots(self) -> ProductSnapshots:
        """Prices."""
        return self.shop.snapshots

    @provide
    def order_documents(self) -> OrderDocuments:
        """Orders, ready to show."""
        return WholeOrderDocuments(self.shop)

    @provide
    def refund_requests(self) -> RefundRequestDocuments:
        """Wishes for refunds, ready to show."""
        return InMemoryRefundRequestDocuments(self.shop.storage)

    @provide
    def processes(self) -> OrderProcesses:
        """Orders with their sagas."""
        return self.shop.plain_processes

    @provide
    def orders(self) -> Orders:
        """Orders."""
        return InMemoryOrders(self.shop.storage)

    @provide
    def products(self) -> Products:
        """Products."""
        return InMemoryProducts(self.shop.storage)

    @provide
    def tasks(self) -> Tasks:
        """Tasks."""
        return InMemoryTasks(self.shop.storage, self.shop.clock)

    @provide
    def files(self) -> Attachments:
        """Files."""
        return self.attachments

    @provide
    def ids(self) -> IdGenerator:
        """Identities."""
        return self.shop.ids

    @provide
    def clock(self) -> Clock:
        """The time."""
        return self.shop.clock

    @provide
    def order_rows(self) -> OrderRows:
        """Rows of orders."""
        return OrderRows(self.shop.clock)

    @provide
    def policy(self) -> SagaPolicy:
        """Deadlines."""
        return POLICY

    @provide
    def payment_choices(self) -> PaymentChoices:
        """How one may pay."""
        return self.choices

    @provide
    def messages(self) -> StatusMessages:
        """Status messages."""
        return self.status_messages

    @provide
    def remembered_events(self) -> ToldEvents:
        """Events that somebody was told of."""
        return self.told_events

    @provide
    def photo_files(self) -> PhotoFiles:
        """Photos."""
        return self.photos
