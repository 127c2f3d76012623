"""What somebody reads who writes to the bot."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime
from uuid import UUID

import pytest
from aiogram import Bot, Dispatcher
from aiogram.fsm.storage.memory import MemoryStorage
from bot_service.interface.telegram.dispatcher import build_dispatcher
from bot_service.interface.telegram.orders import NO_ORDERS, NOT_LINKED
from bot_service.interface.telegram.show_help import HELP
from bot_service.interface.telegram.start import GREETING
from business_hexagon.application.commands.identity.link_chat import LinkChat
from business_hexagon.application.ports.chat_links import ChatLinks
from business_hexagon.application.ports.documents import DocumentPage, PageRequest
from business_hexagon.application.queries.identity.identify_chat import IdentifyChat
from business_hexagon.application.queries.ordering.list_orders import ListOrders
from business_hexagon.domain.identity.user import User
from business_hexagon.domain.values.email import Email
from dishka import Provider, Scope, make_async_container
from storage_contracts.pages import Page
from storage_contracts.rows.order_row import OrderHeader

from tests.fakes.in_memory_documents import InMemoryOrderDocuments
from tests.fakes.in_memory_readers import InMemoryUsers
from tests.fakes.in_memory_storage import InMemoryStorage
from tests.unit.bot_service.linked_chats import LinkedChats
from tests.unit.bot_service.telegram_stand_in import CHAT_ID, TelegramStandIn, a_bot, says

USER_ID = UUID("1f0c7a52-55f2-6d10-b1a9-0242ac120007")


class OrdersOf(InMemoryOrderDocuments):
    """The orders of one user, as the data service would send them."""

    def __init__(self, *orders: OrderHeader) -> None:
        super().__init__(InMemoryStorage())
        self._page = Page[OrderHeader](items=list(orders), next_cursor=None)

    async def page_of(self, user_id: UUID, request: PageRequest) -> DocumentPage:
        """The page, for that user alone."""
        assert user_id == USER_ID
        assert request.limit == 10
        return DocumentPage(self._page.model_dump_json().encode())


class Ada(InMemoryUsers):
    """One customer, with an open account."""

    def __init__(self) -> None:
        super().__init__(InMemoryStorage())
        self.ada = User.register(
            user_id=USER_ID,
            email=Email("ada@example.com"),
            name="Ada Lovelace",
            password_hash="",
            registration_source="api",
        )

    async def get(self, user_id: UUID) -> User | None:
        """Ada, or nobody."""
        return self.ada if user_id == USER_ID else None


@pytest.fixture
def users() -> Ada:
    """Who has an account."""
    return Ada()


@pytest.fixture
def links() -> LinkedChats:
    """Nobody is linked yet."""
    return LinkedChats()


@pytest.fixture
def telegram() -> TelegramStandIn:
    """Where answers go."""
    return TelegramStandIn()


@pytest.fixture
def documents() -> OrdersOf:
    """No orders."""
    return OrdersOf()


@pytest.fixture
async def dispatcher(
    links: LinkedChats, documents: OrdersOf, users: Ada
) -> AsyncIterator[Dispatcher]:
    """The bot's dispatcher over fakes."""
    provider = Provider(scope=Scope.APP)
    provider.provide(lambda: links, provides=ChatLinks)
    provider.provide(lambda: LinkChat(links), provides=LinkChat)
    provider.provide(lambda: IdentifyChat(links=links, users=users), provides=IdentifyChat)
    provider.provide(lambda: ListOrders(documents), provides=ListOrders)
    container = make_async_container(provider)
    yield build_dispatcher(MemoryStorage(), container)
    await container.close()


@pytest.fixture
def bot(telegram: TelegramStandIn) -> Bot:
    """The bot itself."""
    return a_bot(telegram)


def the_answer(telegram: TelegramStandIn) -> str:
    """The text of the only answer."""
    (answer,) = telegram.sent
    assert answer.chat_id == CHAT_ID
    return answer.text


@pytest.mark.parametrize(("text", "answer"), [("/start", GREETING), ("/help", HELP)])
async def test_greets_and_helps(
    dispatcher: Dispatcher, bot: Bot, telegram: TelegramStandIn, text: str, answer: str
) -> None:
    """Without asking anybody."""
    await dispatcher.feed_update(bot, says(text))
    assert the_answer(telegram) == answer


async def test_links_the_chat_by_a_code(
    dispatcher: Dispatcher, bot: Bot, telegram: TelegramStandIn, links: LinkedChats
) -> None:
    """As a deep link sends it."""
    links.codes["secret"] = USER_ID
    await dispatcher.feed_update(bot, says("/start secret"))
    assert links.users == {CHAT_ID: USER_ID}
    assert "linked" in the_answer(telegram)


async def test_says_that_a_code_does_not_work(
    dispatcher: Dispatcher, bot: Bot, telegram: TelegramStandIn, links: LinkedChats
) -> None:
    """Wrong, used or too old: nobody learns which."""
    await dispatcher.feed_update(bot, says("/start wrong"))
    assert links.users == {}
    assert "does not work" in the_answer(telegram)


async def test_shows_orders_to_whoever_is_linked(
    dispatcher: Dispatcher, bot: Bot, telegram: TelegramStandIn, links: LinkedChats
) -> None:
    """Nobody's orders to a stranger."""
    await dispatcher.feed_update(bot, says("/orders"))
    assert the_answer(telegram) == NOT_LINKED
    telegram.sent.clear()
    links.users[CHAT_ID] = USER_ID
    await dispatcher.feed_update(bot, says("/orders", update_id=2))
    assert the_answer(telegram) == NO_ORDERS


async def test_shows_nothing_of_a_closed_account(
    dispatcher: Dispatcher, bot: Bot, telegram: TelegramStandIn, links: LinkedChats, users: Ada
) -> None:
    """The chat counts as linked with nobody."""
    links.users[CHAT_ID] = USER_ID
    users.ada.deactivate(datetime.now(UTC))

    await dispatcher.feed_update(bot, says("/orders"))

    assert the_answer(telegram) == NOT_LINKED


async def test_shows_nothing_once_all_sessions_were_ended(
    dispatcher: Dispatcher, bot: Bot, telegram: TelegramStandIn, links: LinkedChats, users: Ada
) -> None:
    """Whoever logs out everywhere, or chooses another password, means the chats too."""
    links.users[CHAT_ID] = USER_ID
    users.ada.close_sessions(datetime.now(UTC))

    await dispatcher.feed_update(bot, says("/orders"))

    assert the_answer(telegram) == NOT_LINKED


async def test_neither_links_nor_answers_a_group(
    dispatcher: Dispatcher, bot: Bot, telegram: TelegramStandIn, links: LinkedChats
) -> None:
    """Everybody in it would read one's orders."""
    links.codes["secret"] = USER_ID
    for text in ("/start secret", "/orders"):
        await dispatcher.feed_update(bot, says(text, chat_type="group"))
    assert (links.users, telegram.sent) == ({}, [])


async def test_apologises_with_a_request_id_when_something_fails(
    dispatcher: Dispatcher, bot: Bot, telegram: TelegramStandIn, links: LinkedChats
) -> None:
    """The id is in the log as well, so that support can look it up."""
    links.away = True
    await dispatcher.feed_update(bot, says("/orders"))
    assert "went wrong" in the_answer(telegram)
    assert "name this request: " in the_answer(telegram)
