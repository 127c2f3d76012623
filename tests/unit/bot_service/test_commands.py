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
from business_hexagon.application.commands.chats.link_chat import LinkChat
from business_hexagon.application.ports.documents import DocumentPage, PageRequest
from business_hexagon.application.queries.chats.identify_chat import IdentifyChat
from business_hexagon.application.queries.ordering.list_orders import ListOrders
from business_hexagon.domain.identity.user import User
from dishka import Provider, Scope, make_async_container
from storage_contracts.pages import Page
from storage_contracts.rows.order_row import OrderHeader

from tests.fakes.in_memory_atomic_writes import InMemoryAtomicWrites
from tests.fakes.in_memory_chats import InMemoryChats
from tests.fakes.in_memory_documents import InMemoryOrderDocuments
from tests.fakes.in_memory_readers import InMemoryUsers
from tests.fakes.in_memory_storage import InMemoryStorage
from tests.fakes.sequential_ids import SequentialIds
from tests.unit.bot_service.linked_chats import LinkedChats
from tests.unit.bot_service.telegram_stand_in import CHAT_ID, TelegramStandIn, a_bot, says
from tests.unit.business_hexagon.memory.people import user

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


@pytest.fixture
def links() -> LinkedChats:
    """Ada has an account; nobody is linked yet."""
    links = LinkedChats()
    ada = user(USER_ID)
    links.storage.rows[ada.stream] = ada
    return links


@pytest.fixture
def telegram() -> TelegramStandIn:
    """Where answers go."""
    return TelegramStandIn()


@pytest.fixture
def documents() -> OrdersOf:
    """No orders."""
    return OrdersOf()


@pytest.fixture
async def dispatcher(links: LinkedChats, documents: OrdersOf) -> AsyncIterator[Dispatcher]:
    """The bot's dispatcher over fakes."""
    storage = links.storage
    link_chat = LinkChat(
        codes=links.codes,
        chats=InMemoryChats(storage),
        users=InMemoryUsers(storage),
        writes=InMemoryAtomicWrites(storage),
        ids=SequentialIds(),
    )
    provider = Provider(scope=Scope.APP)
    provider.provide(lambda: link_chat, provides=LinkChat)
    provider.provide(lambda: IdentifyChat(links), provides=IdentifyChat)
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
    await dispatcher.feed_update(bot, says(f"/start {await links.code_of(USER_ID)}"))
    assert links.user_of(CHAT_ID) == USER_ID
    assert "linked" in the_answer(telegram)


async def test_says_that_a_code_does_not_work(
    dispatcher: Dispatcher, bot: Bot, telegram: TelegramStandIn, links: LinkedChats
) -> None:
    """Wrong, used or too old: nobody learns which."""
    await dispatcher.feed_update(bot, says("/start wrong"))
    assert links.user_of(CHAT_ID) is None
    assert "does not work" in the_answer(telegram)


async def test_shows_orders_to_whoever_is_linked(
    dispatcher: Dispatcher, bot: Bot, telegram: TelegramStandIn, links: LinkedChats
) -> None:
    """Nobody's orders to a stranger."""
    await dispatcher.feed_update(bot, says("/orders"))
    assert the_answer(telegram) == NOT_LINKED
    telegram.sent.clear()
    links.link(CHAT_ID, USER_ID)
    await dispatcher.feed_update(bot, says("/orders", update_id=2))
    assert the_answer(telegram) == NO_ORDERS


async def test_shows_nothing_of_a_closed_account(
    dispatcher: Dispatcher, bot: Bot, telegram: TelegramStandIn, links: LinkedChats
) -> None:
    """The chat counts as linked with nobody."""
    links.link(CHAT_ID, USER_ID)
    ada = links.storage.one(User, USER_ID)
    assert ada is not None
    ada.deactivate(datetime.now(UTC))
    links.storage.rows[ada.stream] = ada

    await dispatcher.feed_update(bot, says("/orders"))

    assert the_answer(telegram) == NOT_LINKED


async def test_shows_nothing_once_all_sessions_were_ended(
    dispatcher: Dispatcher, bot: Bot, telegram: TelegramStandIn, links: LinkedChats
) -> None:
    """Whoever logs out everywhere, or chooses another password, means the chats too."""
    links.link(CHAT_ID, USER_ID)
    ada = links.storage.one(User, USER_ID)
    assert ada is not None
    ada.close_sessions(datetime.now(UTC))
    links.storage.rows[ada.stream] = ada

    await dispatcher.feed_update(bot, says("/orders"))

    assert the_answer(telegram) == NOT_LINKED


async def test_neither_links_nor_answers_a_group(
    dispatcher: Dispatcher, bot: Bot, telegram: TelegramStandIn, links: LinkedChats
) -> None:
    """Everybody in it would read one's orders."""
    for text in (f"/start {await links.code_of(USER_ID)}", "/orders"):
        await dispatcher.feed_update(bot, says(text, chat_type="group"))
    assert (links.user_of(CHAT_ID), telegram.sent) == (None, [])


async def test_apologises_with_a_request_id_when_something_fails(
    dispatcher: Dispatcher, bot: Bot, telegram: TelegramStandIn, links: LinkedChats
) -> None:
    """The id is in the log as well, so that support can look it up."""
    links.away = True
    await dispatcher.feed_update(bot, says("/orders"))
    assert "went wrong" in the_answer(telegram)
    assert "name this request: " in the_answer(telegram)
