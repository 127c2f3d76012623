"""Somebody with a phone in front of the bot: writes, taps, and reads what comes of it."""

from datetime import timedelta
from decimal import Decimal
from typing import TYPE_CHECKING
from uuid import UUID, uuid4

from aiogram.filters.callback_data import CallbackData
from aiogram.types import (
    CallbackQuery,
    Chat,
    ChosenInlineResult,
    InaccessibleMessage,
    InlineQuery,
    Message,
    Update,
    User,
)
from bot_service.feature_provider import FeatureProvider
from bot_service.interface.messages.live_status import LiveStatus
from bot_service.interface.telegram import sessions
from bot_service.interface.telegram.checkout.checkout_state import Checkout
from bot_service.interface.telegram.dispatcher import build_dispatcher
from bot_service.interface.telegram.session import ChatSession
from bot_service.use_cases import UseCases
from business_hexagon.application.actor import Actor
from business_hexagon.application.commands.ordering.order_request import LineRequest
from business_hexagon.application.commands.ordering.place_order import PlaceOrderCommand
from business_hexagon.application.ports.atomic_writes import Change
from business_hexagon.application.ports.chats import ChatLink
from business_hexagon.application.ports.stock_operations import OpenStock
from business_hexagon.domain.catalogue.product import Product
from business_hexagon.domain.chats.chat import chat_account_id
from business_hexagon.domain.identity.role import Role
from business_hexagon.domain.identity.user import User as Account
from business_hexagon.domain.ordering.order import Order
from business_hexagon.domain.values.money import Money
from business_hexagon.domain.values.sku import Sku
from dishka import AsyncContainer, make_async_container
from integration_events.catalogue import CATALOGUE
from integration_events.envelope import new_envelope
from message_bus.delivery import ReceivedEvent

from tests.fakes.in_memory_shop import SOMEWHERE
from tests.unit.bot_service.journey.chat_phone import CHAT_ID, NOW, ChatPhone, Shown
from tests.unit.bot_service.journey.chat_world import WorldInMemory

if TYPE_CHECKING:
    from aiogram import Dispatcher

ADDRESS = "Ada Lovelace\n221B Baker Street\nW1U 8ED London\nUnited Kingdom"


class ChatScene:
    """One chat, one bot, one shop.

    Attributes:
        world: The shop and what the bot remembers.
        language_code: The language of the person's Telegram.
    """

    def __init__(self) -> None:
        self.world = WorldInMemory()
        self.language_code = "en"
        self._container: AsyncContainer = make_async_container(
            UseCases(), FeatureProvider(), self.world, skip_validation=True
        )
        self._dispatcher: Dispatcher | None = None
        self._update_id = 1000

    @property
    def phone(self) -> ChatPhone:
        """What the person sees."""
        return self.world.phone

    @property
    def last(self) -> Shown:
        """The newest message."""
        return self.phone.last

    @property
    def orders(self) -> list[Order]:
        """All orders of the shop."""
        return list(self.world.shop.storage.all_of(Order))

    async def open(self) -> None:
        """The bot starts; again after a crash, with what it remembers."""
        self._dispatcher = await build_dispatcher(self.world.dialogues, self._container)

    async def close(self) -> None:
        """The bot stops."""
        await self._container.close()

    async def deliver(self, update: Update) -> Update:
        """Telegram delivers an update, perhaps for the second time."""
        assert self._dispatcher is not None
        await self._dispatcher.feed_update(self.world.bot, update)
        return update

    async def says(self, text: str) -> Update:
        """The person writes."""
        return await self.deliver(self.text(text))

    async def taps(self, label: str) -> Update:
        """The person taps the newest button whose label holds these words."""
        return await self.deliver(self.tap(label))

    async def presses(self, data: CallbackData | str, message_id: int | None = None) -> Update:
        """A button is pressed, whether it is on the screen or not."""
        return await self.deliver(self.press(data, message_id))

    def text(self, text: str) -> Update:
        """An update with a text."""
        number = self._next()
        message = Message(
            message_id=number,
            date=NOW,
            chat=Chat(id=CHAT_ID, type="private", first_name="Ada", last_name="Lovelace"),
            from_user=self.person,
            text=text,
        )
        return Update(update_id=number, message=message)

    def tap(self, label: str) -> Update:
        """An update with the press of a button that is on the screen."""
        for shown in sorted(self.phone.messages.values(), key=lambda one: -one.message_id):
            for text, data in shown.buttons.items():
                if label in text:
                    return self.press(data, shown.message_id)
        raise AssertionError(f"no button says {label!r}: {self.last}")

    def press(self, data: CallbackData | str, message_id: int | None = None) -> Update:
        """An update with the press of any button."""
        number = self._next()
        shown: Message | InaccessibleMessage
        if message_id in self.phone.messages:
            shown = self.phone.message(message_id)
        else:
            chat = Chat(id=CHAT_ID, type="private")
            shown = InaccessibleMessage(chat=chat, message_id=message_id or 1, date=0)
        callback = CallbackQuery(
            id=str(number),
            from_user=self.person,
            chat_instance="1",
            message=shown,
            data=data if isinstance(data, str) else data.pack(),
        )
        return Update(update_id=number, callback_query=callback)

    async def asks_inline(self, query: str, offset: str = "") -> None:
        """The person types the bot's name and some words in another chat."""
        number = self._next()
        asked = InlineQuery(id=str(number), from_user=self.person, query=query, offset=offset)
        await self.deliver(Update(update_id=number, inline_query=asked))

    async def shares(self, result_id: str) -> None:
        """The person chooses one of the results."""
        chosen = ChosenInlineResult(result_id=result_id, from_user=self.person, query="lamp")
        await self.deliver(Update(update_id=self._next(), chosen_inline_result=chosen))

    @property
    def person(self) -> User:
        """Who holds the phone."""
        return User(
            id=CHAT_ID,
            is_bot=False,
            first_name="Ada",
            last_name="Lovelace",
            language_code=self.language_code,
        )

    async def sells(self, name: str, price: str = "2.55", currency: str = "GBP") -> UUID:
        """The shop gets a product."""
        product = Product.create(
            product_id=self.world.shop.ids.new(),
            sku=Sku(f"sku_{uuid4().hex[:8]}"),
            name=name,
            description="",
            unit_price=Money(Decimal(price), currency),
            opening_stock=100,
        )
        opened = OpenStock(product.id, 100)
        await self.world.shop.plain_writes.commit(Change(saves=(product,), stock=(opened,)))
        self.world.shop.storage.outbox.pop()
        return product.id

    async def changes(
        self, product_id: UUID, *, price: str | None = None, is_active: bool | None = None
    ) -> None:
        """The shop changes a product."""
        product = self.world.shop.storage.one(Product, product_id)
        assert product is not None
        unit_price = None if price is None else Money(Decimal(price), "GBP")
        product.update(unit_price=unit_price, is_active=is_active)
        await self.world.shop.plain_writes.commit(Change(saves=(product,)))
        self.world.shop.storage.outbox.pop()

    async def fills_cart(self, *product_ids: UUID) -> None:
        """One piece of each."""
        for product_id in product_ids:
            await self.presses(f"put:{product_id.hex}:1:cart")

    async def goes_to_summary(self, card: str = "Test card that pays") -> None:
        """From the cart to the last question."""
        await self.says("/cart")
        await self.taps("Check out")
        await self.says(ADDRESS)
        await self.taps(card)

    def an_order(self, product_id: UUID, user_id: UUID) -> PlaceOrderCommand:
        """An order of one piece that somebody placed elsewhere."""
        return PlaceOrderCommand(
            actor=Actor.of_user(user_id, Role.CUSTOMER),
            lines=(LineRequest(product_id=product_id, quantity=1),),
            shipping_address=SOMEWHERE,
            payment_method="card_approve",
        )

    async def becomes(self, role: Role) -> None:
        """The person gets another role in the shop."""
        account = self.world.shop.storage.one(Account, chat_account_id(CHAT_ID))
        assert account is not None
        account.change_role(role)
        await self.world.shop.plain_writes.commit(Change(saves=(account,)))

    async def is_given_to(self, user_id: UUID, role: Role) -> None:
        """Somebody else connects an account with the chat."""
        account = Account.open_in_chat(user_id=user_id, name="Grace Hopper")
        account.change_role(role)
        await self.world.shop.plain_writes.commit(Change(saves=(account,)))
        asked_at = self.world.shop.clock.now() + timedelta(seconds=1)
        code = await self.world.codes.issue_for_user(ChatLink(user_id, asked_at))
        await self.presses(f"link:{code}")

    async def session(self) -> ChatSession:
        """What the bot remembers of the chat."""
        assert self._dispatcher is not None
        return await sessions.load(
            self._dispatcher.fsm.get_context(self.world.bot, CHAT_ID, CHAT_ID)
        )

    async def checkout(self) -> Checkout:
        """The checkout that is going on."""
        checkout = (await self.session()).checkout
        assert checkout is not None
        return checkout

    async def remembers(self, step: str | None, refund_order_id: UUID | None = None) -> None:
        """Somebody meddles with what the bot remembers."""
        assert self._dispatcher is not None
        session = await self.session()
        session.step, session.refund_order_id = step, refund_order_id
        state = self._dispatcher.fsm.get_context(self.world.bot, CHAT_ID, CHAT_ID)
        await sessions.save(state, session)

    async def hears(self, event_type: str, order_id: UUID, **fields: str) -> ReceivedEvent:
        """The bot hears of an order."""
        (order,) = (one for one in self.orders if one.id == order_id)
        example = CATALOGUE[event_type].example
        known = {"order_id": str(order_id), "user_id": str(order.user_id)} | fields
        data = {name: known.get(name, value) for name, value in example.items()}
        event = ReceivedEvent(
            envelope=new_envelope(
                event_type=event_type,
                event_id=uuid4(),
                timestamp=NOW,
                service="worker_service",
                request_id="request_1",
                user_id=None,
                data=data,
                schema_version=1,
            ),
            aggregate=f"order/{order_id}",
            aggregate_version=3,
            attempt=1,
            redelivered=False,
            traceparent=None,
        )
        await self.hears_again(event)
        return event

    async def hears_again(self, event: ReceivedEvent) -> None:
        """The broker delivers an event, perhaps for the second time."""
        await (await self.part(LiveStatus)).when_order_moved(event)

    async def part[T](self, kind: type[T]) -> T:
        """A part of the bot."""
        return await self._container.get(kind)

    def _next(self) -> int:
        self._update_id += 1
        return self._update_id
