"""Every call: paced, repeated when Telegram wants it, coalesced, counted."""

import asyncio
from collections.abc import Coroutine

import pytest
from aiogram.exceptions import (
    TelegramAPIError,
    TelegramBadRequest,
    TelegramNetworkError,
    TelegramRetryAfter,
    TelegramServerError,
)
from aiogram.methods import (
    AnswerCallbackQuery,
    EditMessageText,
    GetUpdates,
    SendMessage,
    TelegramMethod,
)
from prometheus_client import CollectorRegistry
from telegram_runtime.bot_metrics import BotMetrics
from telegram_runtime.delivery.fetching import GetUnreadUpdates
from telegram_runtime.outgoing.flood_pauses import FloodPauses
from telegram_runtime.outgoing.harmless_refusals import is_harmless
from telegram_runtime.outgoing.lanes import Lane, as_notification
from telegram_runtime.outgoing.outgoing_middleware import OutgoingMiddleware
from telegram_runtime.outgoing.pace import Pace

from tests.unit.telegram_runtime.delivery.scripted_handling import settle
from tests.unit.telegram_runtime.outgoing.manual_clock import ManualClock
from tests.unit.telegram_runtime.telegram_stand_in import TelegramStandIn, a_bot

METHOD = SendMessage(chat_id=1, text="")
AWAY = TelegramNetworkError(METHOD, "away")
BROKEN = TelegramServerError(METHOD, "500")


class NotedPace(Pace):
    """A pace that lets through what the test lets through."""

    def __init__(self, metrics: BotMetrics) -> None:
        super().__init__(metrics)
        self.admitted: list[tuple[Lane, int | None]] = []
        self.is_open = asyncio.Event()
        self.is_open.set()

    async def admit(self, lane: Lane, new_message_in: int | None) -> None:
        """Notes what asks."""
        self.admitted.append((lane, new_message_in))
        await self.is_open.wait()


class Scene:
    """A bot behind the middleware.

    Attributes:
        clock: Its time.
    """

    def __init__(self) -> None:
        self.telegram = TelegramStandIn()
        self.registry = CollectorRegistry()
        metrics = BotMetrics(self.registry)
        self.pace = NotedPace(metrics)
        self.clock = ManualClock()
        pauses = FloodPauses(self.clock.now, self.clock.sleep)
        self.telegram.middleware(
            OutgoingMiddleware(self.pace, metrics, sleep=self.clock.sleep, pauses=pauses)
        )
        self.bot = a_bot(self.telegram)

    async def to_the_end[T](self, call: Coroutine[object, object, T]) -> T:
        """What the call gives, however long it takes."""
        calling = asyncio.create_task(call)
        await self.clock.run()
        return calling.result()

    def counted(self, name: str, **labels: str) -> float | None:
        """What was counted."""
        return self.registry.get_sample_value(name, labels)


async def test_paces_what_people_see() -> None:
    """New messages by their chat; edits by all; the rest not at all."""
    scene = Scene()
    await scene.bot.send_message(7, "hello")
    with as_notification():
        await scene.bot.edit_message_text("hello", chat_id=7, message_id=1)
        await scene.bot.edit_message_text("hello", inline_message_id="inline")
    await scene.bot.delete_message(7, 1)
    await scene.bot.send_message("@channel", "hello")
    await scene.bot.send_chat_action(7, "typing")
    await scene.bot.answer_callback_query("query")
    assert scene.pace.admitted == [
        (Lane.REPLY, 7),
        (Lane.NOTIFICATION, None),
        (Lane.NOTIFICATION, None),
        (Lane.REPLY, None),
        (Lane.REPLY, None),
    ]
    assert scene.counted("bot_telegram_calls_total", method="sendMessage", outcome="ok") == 2


async def test_waits_as_long_as_telegram_says() -> None:
    """And says it once more."""
    scene = Scene()
    scene.telegram.errors.append(TelegramRetryAfter(METHOD, "slowly", retry_after=7))
    await scene.to_the_end(scene.bot.send_message(1, "hello"))
    assert scene.clock.slept == [7]
    assert len(scene.telegram.sent) == 1
    assert scene.counted("bot_flood_waits_total") == 1
    labels = {"method": "sendMessage", "outcome": "TelegramRetryAfter"}
    assert scene.counted("bot_telegram_calls_total", **labels) == 1


@pytest.mark.parametrize(("times", "seconds"), [(6, 1), (1, 61)])
async def test_does_not_wait_for_ever(times: int, seconds: int) -> None:
    """The update is tried again later, and others of the chat go on."""
    scene = Scene()
    error = TelegramRetryAfter(METHOD, "slowly", retry_after=seconds)
    scene.telegram.errors.extend([error] * times)
    with pytest.raises(TelegramRetryAfter):
        await scene.to_the_end(scene.bot.send_message(1, "hello"))
    assert scene.telegram.sent == []


@pytest.mark.parametrize("error", [AWAY, BROKEN])
async def test_repeats_a_call_that_got_lost(error: TelegramAPIError) -> None:
    """Twice; then the whole update is tried again."""
    scene = Scene()
    scene.telegram.errors.extend([error, error])
    await scene.to_the_end(scene.bot.send_message(1, "hello"))
    assert len(scene.telegram.sent) == 1
    assert scene.clock.slept == sorted(scene.clock.slept)
    scene.telegram.errors.extend([error, error, error])
    with pytest.raises(type(error)):
        await scene.to_the_end(scene.bot.send_message(1, "hello"))


async def test_leaves_requests_for_updates_alone() -> None:
    """The polling has pauses of its own."""
    scene = Scene()
    scene.telegram.fetch_errors.append(AWAY)
    with pytest.raises(TelegramNetworkError):
        await scene.bot(GetUnreadUpdates(timeout=0))
    assert scene.clock.slept == []
    assert scene.pace.admitted == []


async def test_of_several_edits_of_one_message_the_last_is_sent() -> None:
    """Who waits for the earlier ones hears that it is done; other messages are not concerned."""
    scene = Scene()
    scene.pace.is_open.clear()
    texts = [("old", 1), ("other", 2), ("new", 1)]
    edits = [
        asyncio.create_task(scene.bot.edit_message_text(text, chat_id=7, message_id=number))
        for text, number in texts
    ]
    await settle()
    scene.pace.is_open.set()
    answers = await asyncio.gather(*edits)
    assert answers[0] is True
    sent = [call.text for call in scene.telegram.calls if isinstance(call, EditMessageText)]
    assert sent == ["other", "new"]
    assert scene.counted("bot_superseded_edits_total") == 1
    await scene.bot.edit_message_text("later", chat_id=7, message_id=1)
    assert len(scene.telegram.calls) == 3


async def test_what_waited_for_its_pace_heeds_a_pause_that_began_meanwhile() -> None:
    """It is not sent into the pause; of two edits that wait so the last is sent."""
    scene = Scene()
    scene.pace.is_open.clear()
    edits = [
        asyncio.create_task(scene.bot.edit_message_text(text, chat_id=7, message_id=1))
        for text in ("old", "new")
    ]
    await settle()
    scene.telegram.errors.append(TelegramRetryAfter(METHOD, "slowly", retry_after=7))
    flooding = asyncio.create_task(scene.bot.send_chat_action(7, "typing"))
    await settle()
    scene.pace.is_open.set()
    await scene.clock.run()
    await asyncio.gather(flooding, *edits)
    assert scene.counted("bot_flood_waits_total") == 1
    assert scene.clock.time == 7
    sent = [call.text for call in scene.telegram.calls if isinstance(call, EditMessageText)]
    assert sent == ["new"]


async def test_a_press_that_is_answered_too_late_is_done_all_the_same() -> None:
    """What it asked for comes after the answer in some handlers."""
    scene = Scene()
    reason = "Bad Request: query is too old and response timeout expired or query ID is invalid"
    scene.telegram.errors.append(TelegramBadRequest(METHOD, reason))
    assert await scene.bot.answer_callback_query("query") is True
    labels = {"method": "answerCallbackQuery", "outcome": "harmless"}
    assert scene.counted("bot_telegram_calls_total", **labels) == 1


@pytest.mark.parametrize(
    ("method", "error", "harmless"),
    [
        (EditMessageText(text=""), "Bad Request: message is not modified: …", True),
        (EditMessageText(text=""), "Bad Request: message to edit not found", False),
        (AnswerCallbackQuery(callback_query_id=""), "Bad Request: query is too old", True),
        (AnswerCallbackQuery(callback_query_id=""), "Bad Request: message is not modified", False),
        (METHOD, "Bad Request: message is not modified", False),
        (GetUpdates(), "Bad Request: query is too old", False),
    ],
)
def test_knows_which_refusals_mean_that_nothing_is_to_do(
    method: TelegramMethod[object],
    error: str,
    harmless: bool,  # noqa: FBT001  a parameter
) -> None:
    """Of the right method only."""
    assert is_harmless(method, TelegramBadRequest(method, error)) is harmless


def test_an_outage_is_not_harmless() -> None:
    """Whatever it says."""
    method = AnswerCallbackQuery(callback_query_id="")
    assert not is_harmless(method, TelegramNetworkError(method, "query is too old"))
