"""What customers read in their chats, and what becomes of a message that cannot be told."""

from collections.abc import Callable
from datetime import UTC, datetime
from uuid import UUID

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
from business_hexagon.application.queries.identity.identify_chat import IdentifyChat
from business_hexagon.domain.identity.user import User
from integration_events.order_events import OrderCompleted
from integration_events.subscriptions import SUBSCRIPTIONS
from integration_events.task_events import TaskDue
from message_bus.errors import DependencyDown

from tests.fakes.in_memory_readers import InMemoryUsers
from tests.fakes.in_memory_storage import InMemoryStorage
from tests.unit.bot_service.linked_chats import LinkedChats
from tests.unit.bot_service.telegram_stand_in import CHAT_ID, TelegramStandIn, a_bot
from tests.unit.business_hexagon.memory.people import user
from tests.unit.worker_service.deliveries import received

METHOD = SendMessage(chat_id=CHAT_ID, text="")
EVENTS = SUBSCRIPTIONS[QUEUE]


class Everybody(InMemoryUsers):
    """Everybody has an open account.

    Args:
        sessions_valid_from: When all of them logged out everywhere.
    """

    def __init__(self, sessions_valid_from: datetime | None = None) -> None:
        super().__init__(InMemoryStorage())
        self._sessions_valid_from = sessions_valid_from

    async def get(self, user_id: UUID) -> User | None:
        """The user, whoever it is."""
        found = user(user_id)
        found.sessions_valid_from = self._sessions_valid_from
        return found


def identifying(links: LinkedChats, sessions_valid_from: datetime | None = None) -> IdentifyChat:
    """Who the chats speak for."""
    return IdentifyChat(links=links, users=Everybody(sessions_valid_from))


@pytest.fixture
def telegram() -> TelegramStandIn:
    """Where messages go."""
    return TelegramStandIn()


@pytest.fixture
def links() -> LinkedChats:
    """Every user of the examples is linked with one chat."""
    links = LinkedChats()
    for event_type in EVENTS:
        data = received(event_type).envelope.data
        user_id = data.assignee_id if isinstance(data, TaskDue) else getattr(data, "user_id", None)
        if user_id is not None:
            links.users[CHAT_ID] = user_id
    return links


@pytest.fixture
def telling(telegram: TelegramStandIn, links: LinkedChats) -> TellCustomers:
    """The handlers over both."""
    return TellCustomers(links, identifying(links), TelegramMessenger(a_bot(telegram)))


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
    data = received(event_type).envelope.data
    user_id = data.assignee_id if isinstance(data, TaskDue) else getattr(data, "user_id", None)
    assert user_id is not None
    links.users[CHAT_ID] = user_id
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
    links.users.clear()
    assert await outcome(telling, "order.completed") is None
    assert telegram.sent == []


async def test_tells_nobody_in_a_chat_whose_link_has_ended(
    telegram: TelegramStandIn, links: LinkedChats
) -> None:
    """It may be a thief's."""
    telling = TellCustomers(
        links, identifying(links, datetime.now(UTC)), TelegramMessenger(a_bot(telegram))
    )
    assert await outcome(telling, "order.completed") is None
    assert telegram.sent == []


async def test_tells_nobody_in_a_chat_that_is_somebody_elses_by_now(
    telling: TellCustomers, telegram: TelegramStandIn, links: LinkedChats
) -> None:
    """Who linked it last has it; the one before is still known to have had it."""
    links.chats = {user_id: chat_id for chat_id, user_id in links.users.items()}
    links.users[CHAT_ID] = UUID(int=77)
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
    assert (
        await outcome(TellCustomers(links, identifying(links), NoMessenger()), "order.completed")
        is None
    )


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
