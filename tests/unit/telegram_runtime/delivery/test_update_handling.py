"""One update: in its turn, once, to the end; and what becomes of it when something fails."""

import asyncio

import pytest
from aiogram import Dispatcher
from aiogram.exceptions import (
    RestartingTelegram,
    TelegramBadRequest,
    TelegramNetworkError,
    TelegramRetryAfter,
    TelegramServerError,
)
from aiogram.methods import SendMessage
from aiogram.types import Message
from business_hexagon.application.errors import (
    IdempotencyInFlight,
    NotFound,
    StorageUnavailable,
    TooManyConflicts,
)
from prometheus_client import CollectorRegistry
from telegram_runtime.bot_metrics import BotMetrics
from telegram_runtime.delivery.chat_turns import ChatTurns
from telegram_runtime.delivery.update_handling import Outcome, UpdateHandling
from telemetry.request_context import current_context

from tests.unit.telegram_runtime.delivery.scripted_handling import settle
from tests.unit.telegram_runtime.remembered_updates import RememberedUpdates
from tests.unit.telegram_runtime.telegram_stand_in import (
    TelegramStandIn,
    a_bot,
    mounted,
    presses,
    says,
)

METHOD = SendMessage(chat_id=1, text="")


def apologise(language_code: str | None, request_id: str) -> str:
    """What a bot might say."""
    return f"{language_code}: sorry, name this request: {request_id}"


class Scene:
    """A handling with one handler, for messages.

    Attributes:
        heard: What the handler was told.
        requests: The id of the request that each update was to the handler.
        fails_with: What the handler raises.
    """

    def __init__(self) -> None:
        self.telegram = TelegramStandIn()
        self.remembered = RememberedUpdates()
        self.registry = CollectorRegistry()
        self.heard: list[str] = []
        self.requests: list[str] = []
        self.fails_with: Exception | None = None
        self.may_end = asyncio.Event()
        self.may_end.set()
        dispatcher = Dispatcher()
        dispatcher.message.register(self._hear)
        self.handling = UpdateHandling(
            a_bot(self.telegram),
            dispatcher,
            ChatTurns(),
            self.remembered,
            apologise=apologise,
            metrics=BotMetrics(self.registry),
        )

    async def _hear(self, message: Message) -> None:
        self.heard.append(message.text or "")
        self.requests.append(current_context().request_id)
        await self.may_end.wait()
        if self.fails_with is not None:
            raise self.fails_with

    def counted(self, outcome: str) -> float | None:
        """How many messages ended so."""
        labels = {"kind": "message", "outcome": outcome}
        return self.registry.get_sample_value("bot_updates_total", labels)


async def test_each_update_is_a_request_of_its_own() -> None:
    """With its own id, in the log and in the data services."""
    scene = Scene()
    await scene.handling.handle(says("hello", 1))
    await scene.handling.handle(says("hello", 2))
    first, second = scene.requests
    assert first
    assert second
    assert first != second


async def test_an_update_is_handled_once() -> None:
    """The second copy is known."""
    scene = Scene()
    assert await scene.handling.handle(says("hello", 1)) is Outcome.HANDLED
    assert await scene.handling.handle(says("hello", 1)) is Outcome.DUPLICATE
    assert scene.heard == ["hello"]
    assert (scene.counted("handled"), scene.counted("duplicate")) == (1, 1)
    assert scene.handling.figures.last_update_at is not None


async def test_two_copies_at_the_same_time_are_handled_once() -> None:
    """The second waits for the chat's turn, and then knows better."""
    scene = Scene()
    scene.may_end.clear()
    both = [asyncio.create_task(scene.handling.handle(says("hello", 1))) for _ in range(2)]
    await settle()
    assert scene.handling.figures.in_hand == 2
    scene.may_end.set()
    assert await asyncio.gather(*both) == [Outcome.HANDLED, Outcome.DUPLICATE]
    assert scene.handling.figures.in_hand == 0


async def test_what_nobody_cares_for_is_confirmed() -> None:
    """It would come for ever."""
    scene = Scene()
    outcome = await scene.handling.handle(presses("stale"))
    assert outcome is Outcome.IGNORED
    assert outcome.is_final


@pytest.mark.parametrize(
    "error",
    [
        StorageUnavailable("db_postgres_service", "refused"),
        IdempotencyInFlight("key"),
        TooManyConflicts("order/1"),
        TelegramNetworkError(METHOD, "away"),
        TelegramServerError(METHOD, "500"),
        RestartingTelegram(METHOD, "restart"),
        TelegramRetryAfter(METHOD, "slowly", retry_after=90),
    ],
    ids=lambda error: type(error).__name__,
)
async def test_what_passes_by_itself_is_tried_again(error: Exception) -> None:
    """Nothing confirms the update, and nothing remembers it."""
    scene = Scene()
    scene.fails_with = error
    assert await scene.handling.handle(says("hello", 1)) is Outcome.TRY_AGAIN
    assert not Outcome.TRY_AGAIN.is_final
    assert scene.remembered.numbers == set()
    assert scene.handling.figures.retries == 1
    scene.fails_with = None
    assert await scene.handling.handle(says("hello", 1)) is Outcome.HANDLED


@pytest.mark.parametrize(
    "error", [ValueError("a bug"), NotFound("order", "1"), TelegramBadRequest(METHOD, "a bug")]
)
async def test_a_bug_does_not_come_again(error: Exception) -> None:
    """It would fail for ever."""
    scene = Scene()
    scene.fails_with = error
    assert await scene.handling.handle(says("hello", 1)) is Outcome.FAILED
    assert scene.remembered.numbers == {1}


async def test_waits_while_nobody_knows_what_was_handled() -> None:
    """It may be a second copy."""
    scene = Scene()
    scene.remembered.away = {"has"}
    assert await scene.handling.handle(says("hello", 1)) is Outcome.TRY_AGAIN
    assert scene.heard == []


async def test_an_effect_that_is_stored_is_confirmed_even_if_nobody_notes_it() -> None:
    """The use cases know it, should it come again."""
    scene = Scene()
    scene.remembered.away = {"add"}
    assert await scene.handling.handle(says("hello", 1)) is Outcome.HANDLED


async def test_tells_whoever_wrote_when_it_is_given_up() -> None:
    """In his language, and with what support can look up; it does not come again."""
    scene = Scene()
    bot = a_bot(scene.telegram)
    await scene.handling.give_up(mounted(says("hello", 1), bot))
    await scene.handling.give_up(mounted(says("hello", 2, language="de"), bot))
    english, german = scene.telegram.sent
    assert "name this request: " in english.text
    assert english.text != german.text
    assert scene.remembered.numbers == {1, 2}


async def test_gives_up_even_if_it_cannot_tell() -> None:
    """Whoever has blocked the bot does not hold it up."""
    scene = Scene()
    scene.telegram.errors.append(TelegramBadRequest(METHOD, "chat not found"))
    await scene.handling.give_up(mounted(says("hello", 1), a_bot(scene.telegram)))
    assert scene.remembered.numbers == {1}
