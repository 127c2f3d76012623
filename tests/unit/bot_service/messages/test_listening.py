"""Events go to their listeners, and the bus learns what became of them."""

from collections.abc import AsyncIterator, Callable

import pytest
from aiogram.exceptions import (
    TelegramAPIError,
    TelegramBadRequest,
    TelegramForbiddenError,
    TelegramNetworkError,
    TelegramNotFound,
    TelegramRetryAfter,
    TelegramServerError,
)
from aiogram.methods import SendMessage
from bot_service.interface.messages.event_table import event_table
from bot_service.interface.messages.link_news import LinkNews
from bot_service.interface.messages.listening import listening
from bot_service.interface.messages.live_status import LiveStatus
from bot_service.interface.messages.task_news import TaskNews
from bot_service.interface.messages.task_reminders import TaskReminders
from bot_service.interface.messages.unheard import QUEUE, unheard
from business_hexagon.application.errors import StorageUnavailable
from dishka import AsyncContainer, Provider, Scope, make_async_container
from integration_events.subscriptions import SUBSCRIPTIONS
from message_bus.delivery import ReceivedEvent
from message_bus.errors import DependencyDown
from telegram_runtime.outgoing.lanes import Lane, current_lane

from tests.unit.worker_runtime.deliveries import received

METHOD = SendMessage(chat_id=1, text="")
EVENTS = SUBSCRIPTIONS[QUEUE]


async def outcome(error: Exception | None) -> tuple[Exception | None, list[Lane]]:
    """What the bus learns of a listener that raises this, and in which lane it spoke."""
    lanes: list[Lane] = []

    async def listen(event: ReceivedEvent) -> None:
        assert event.event_type == "task.due"
        lanes.append(current_lane())
        if error is not None:
            raise error

    (result,) = await listening({"task.due": listen}).handle([received("task.due")])
    return result, lanes


async def test_what_is_told_waits_for_replies() -> None:
    """Whoever has just written goes first."""
    assert await outcome(None) == (None, [Lane.NOTIFICATION])
    assert current_lane() is Lane.REPLY


@pytest.mark.parametrize(
    "error",
    [
        StorageUnavailable("db_postgres_service", "away"),
        TelegramNetworkError(METHOD, "away"),
        TelegramServerError(METHOD, "500"),
        TelegramRetryAfter(METHOD, "slowly", retry_after=90),
    ],
    ids=lambda error: type(error).__name__,
)
async def test_waits_for_what_is_away(error: Exception) -> None:
    """It is not the message's fault."""
    assert isinstance((await outcome(error))[0], DependencyDown)


@pytest.mark.parametrize("refusal", [TelegramForbiddenError, TelegramBadRequest, TelegramNotFound])
async def test_a_chat_that_is_gone_is_left_alone(
    refusal: Callable[[SendMessage, str], TelegramAPIError],
) -> None:
    """Telling it later would not work either."""
    assert (await outcome(refusal(METHOD, "blocked")))[0] is None


async def test_a_bug_climbs_the_retry_ladder() -> None:
    """And becomes a dead letter that staff can see."""
    error = ValueError("a bug")
    assert (await outcome(error))[0] is error


@pytest.mark.parametrize("event_type", EVENTS)
async def test_a_bot_without_a_token_takes_all_and_tells_nobody(event_type: str) -> None:
    """Its queue would grow for ever."""
    assert await unheard().handle([received(event_type)]) == [None]


@pytest.fixture
async def container() -> AsyncIterator[AsyncContainer]:
    """All listeners, without what they need."""
    provider = Provider(scope=Scope.APP)
    provider.provide(lambda: LinkNews.__new__(LinkNews), provides=LinkNews)
    provider.provide(lambda: LiveStatus.__new__(LiveStatus), provides=LiveStatus)
    provider.provide(lambda: TaskReminders.__new__(TaskReminders), provides=TaskReminders)
    provider.provide(lambda: TaskNews.__new__(TaskNews), provides=TaskNews)
    container = make_async_container(provider)
    yield container
    await container.close()


async def test_each_event_of_the_queue_has_a_listener_and_no_other_has(
    container: AsyncContainer,
) -> None:
    """No subscription without a listener, no listener that waits in vain."""
    assert set(await event_table(container)) == set(EVENTS)
