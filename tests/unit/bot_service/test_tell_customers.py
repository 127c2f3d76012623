"""What customers read in their chats, and what becomes of a message that cannot be told."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from aiogram.exceptions import (
    TelegramAPIError,
    TelegramBadRequest,
    TelegramForbiddenError,
    TelegramNetworkError,
    TelegramRetryAfter,
)
from aiogram.methods import SendMessage
from bot_service.interface.messages.tell_customers import QUEUE, NoMessenger, TellCustomers
from bot_service.interface.telegram.telegram_messenger import TelegramMessenger
from business_hexagon.application.queries.chats.find_chat_of_user import FindChatOfUser
from business_hexagon.domain.chats.chat import Chat
from integration_events.order_events import OrderCompleted
from integration_events.subscriptions import SUBSCRIPTIONS
from integration_events.task_events import TaskDue
from message_bus.errors import DependencyDown

from tests.unit.bot_service.linked_chats import LinkedChats
from tests.unit.bot_service.telegram_stand_in import CHAT_ID, TelegramStandIn, a_bot
from tests.unit.business_hexagon.memory.people import user
from tests.unit.worker_service.deliveries import received

METHOD = SendMessage(chat_id=CHAT_ID, text="")
EVENTS = SUBSCRIPTIONS[QUEUE]


def linked(links: LinkedChats, event_type: str, valid_from: datetime | None = None) -> None:
    """Link the user whom the example of an event is about."""
    data = received(event_type).envelope.data
    user_id = data.assignee_id if isinstance(data, TaskDue) else getattr(data, "user_id", None)
    if user_id is not None:
        found = user(user_id)
        found.sessions_valid_from = valid_from
        links.storage.rows[found.stream] = found
        links.link(CHAT_ID, user_id)


@pytest.fixture
def telegram() -> TelegramStandIn:
    """Where messages go."""
    return TelegramStandIn()


@pytest.fixture
def links() -> LinkedChats:
    """Every user of the examples is linked with one chat."""
    links = LinkedChats()
    for event_type in EVENTS:
        linked(links, event_type)
    return links


@pytest.fixture
def telling(telegram: TelegramStandIn, links: LinkedChats) -> TellCustomers:
    """The handlers over both."""
    return TellCustomers(FindChatOfUser(links), TelegramMessenger(a_bot(telegram)))


async def outcome(telling: TellCustomers, event_type: str) -> Exception | None:
    """Hand over one event."""
    (result,) = await telling.handling().handle([received(event_type)])
    return result


@pytest.mark.parametrize(
    ("event_type", "words"),
    [
        ("order.confirmed", "is paid"),
        ("order.completed", "is completed"),
        ("order.cancelled", "was cancelled"),
        ("payment.refunded", "back for your order"),
        ("task.due", "Due now: "),
    ],
)
async def test_tells_each_event_in_words(
    telling: TellCustomers,
    telegram: TelegramStandIn,
    links: LinkedChats,
    event_type: str,
    words: str,
) -> None:
    """To the chat of whom it concerns."""
    linked(links, event_type)
    assert await outcome(telling, event_type) is None
    (message,) = telegram.sent
    assert message.chat_id == CHAT_ID
    assert words in message.text


@pytest.mark.parametrize("event_type", EVENTS)
async def test_handles_all_that_its_queue_brings(telling: TellCustomers, event_type: str) -> None:
    """No subscription without a handler."""
    assert await outcome(telling, event_type) is None


async def test_tells_nobody_who_is_not_linked(
    telling: TellCustomers, telegram: TelegramStandIn, links: LinkedChats
) -> None:
    """Most customers have no chat."""
    links.storage.rows.clear()
    assert await outcome(telling, "order.completed") is None
    assert telegram.sent == []


async def test_tells_nobody_in_a_chat_whose_link_has_ended(
    telling: TellCustomers, telegram: TelegramStandIn, links: LinkedChats
) -> None:
    """It may be a thief's."""
    linked(links, "order.completed", datetime.now(UTC))
    assert await outcome(telling, "order.completed") is None
    assert telegram.sent == []


async def test_leaves_in_peace_who_muted_the_bot(
    telling: TellCustomers, telegram: TelegramStandIn, links: LinkedChats
) -> None:
    """Answers go on."""
    linked(links, "order.completed")
    chat = next(links.storage.all_of(Chat))
    chat.mute()
    links.storage.rows[chat.stream] = chat
    assert await outcome(telling, "order.completed") is None
    assert telegram.sent == []


async def test_tells_nobody_about_a_guests_order(
    telling: TellCustomers, telegram: TelegramStandIn, links: LinkedChats
) -> None:
    """Nor even asks who that might be."""
    links.away = True
    event = received("order.completed")
    data = event.envelope.data
    assert isinstance(data, OrderCompleted)
    guests = event.envelope.model_copy(update={"data": data.model_copy(update={"user_id": None})})
    object.__setattr__(event, "envelope", guests)
    assert await telling.handling().handle([event]) == [None]
    assert telegram.sent == []


async def test_asks_nobody_without_a_token(links: LinkedChats) -> None:
    """An idle bot costs nothing for each event of a busy shop."""
    links.away = True
    telling = TellCustomers(FindChatOfUser(links), NoMessenger())
    assert await outcome(telling, "order.completed") is None


async def test_waits_while_the_links_are_away(telling: TellCustomers, links: LinkedChats) -> None:
    """It is not the message's fault."""
    links.away = True
    assert isinstance(await outcome(telling, "order.completed"), DependencyDown)


@pytest.mark.parametrize(
    "error",
    [
        TelegramNetworkError(METHOD, "away"),
        TelegramRetryAfter(METHOD, "slowly", retry_after=3),
    ],
)
async def test_waits_while_telegram_is_away(
    telling: TellCustomers, telegram: TelegramStandIn, error: TelegramAPIError
) -> None:
    """Or wants us to slow down."""
    telegram.errors.append(error)
    assert isinstance(await outcome(telling, "order.completed"), DependencyDown)


@pytest.mark.parametrize(
    "refusal",
    [TelegramForbiddenError, TelegramBadRequest],
)
async def test_leaves_alone_who_has_blocked_the_bot(
    telling: TellCustomers,
    telegram: TelegramStandIn,
    refusal: Callable[[SendMessage, str], TelegramAPIError],
) -> None:
    """The message is done: telling it later would not work either."""
    telegram.errors.append(refusal(METHOD, "blocked"))
    assert await outcome(telling, "order.completed") is None
