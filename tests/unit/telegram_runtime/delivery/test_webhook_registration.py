"""The webhook is registered, however long that takes."""

import asyncio

from aiogram.exceptions import TelegramNetworkError
from aiogram.methods import SetWebhook
from telegram_runtime.delivery.retry_policy import RetryPolicy
from telegram_runtime.delivery.webhook_registration import WebhookRegistration

from tests.unit.telegram_runtime.delivery.scripted_handling import settle
from tests.unit.telegram_runtime.telegram_stand_in import TelegramStandIn, a_bot

URL = "https://bot.example.com/telegram"
AWAY = TelegramNetworkError(SetWebhook(url=URL), "away")


def a_registration(telegram: TelegramStandIn, seconds: float) -> WebhookRegistration:
    """A registration with these pauses."""
    pauses = RetryPolicy(first_seconds=seconds, longest_seconds=seconds)
    return WebhookRegistration(a_bot(telegram), URL, "secret", ["message"], pauses)


async def test_registers_and_stays_registered() -> None:
    """With the secret, and without dropping what waits."""
    telegram, stop = TelegramStandIn(), asyncio.Event()
    telegram.errors.extend([AWAY, AWAY])
    registration = a_registration(telegram, 0.001)
    assert registration.status == "starting"
    running = asyncio.create_task(registration.run(stop))
    async with asyncio.timeout(5):
        while registration.status != "registered":  # noqa: ASYNC110  there is no event for it
            await asyncio.sleep(0.001)
    stop.set()
    await running
    (call,) = telegram.calls
    assert isinstance(call, SetWebhook)
    assert (call.url, call.secret_token, call.allowed_updates) == (URL, "secret", ["message"])
    assert call.drop_pending_updates is False


async def test_tells_what_is_in_the_way_and_stops_at_once() -> None:
    """Nobody waits for the pause."""
    telegram, stop = TelegramStandIn(), asyncio.Event()
    telegram.errors.append(AWAY)
    registration = a_registration(telegram, 3600)
    running = asyncio.create_task(registration.run(stop))
    await settle()
    assert registration.status == "failing: TelegramNetworkError"
    stop.set()
    async with asyncio.timeout(5):
        await running
    assert telegram.calls == []
