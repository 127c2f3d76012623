"""The webhook answers what became of the update, and lets in nobody but Telegram."""

import asyncio
import json

import pytest
from aiogram import Dispatcher
from aiohttp import streams, web
from aiohttp.base_protocol import BaseProtocol
from aiohttp.test_utils import make_mocked_request
from telegram_runtime.delivery import webhook
from telegram_runtime.delivery.update_handling import Outcome
from telegram_runtime.delivery.webhook import WebhookHandler

from tests.unit.telegram_runtime.delivery.scripted_handling import ScriptedHandling, settle
from tests.unit.telegram_runtime.telegram_stand_in import TelegramStandIn, a_bot, says

SECRET = "a_secret"
UPDATE = says("hello", 7).model_dump_json(exclude_none=True, by_alias=True).encode()


def a_request(body: bytes | None, secret: str | None = SECRET) -> web.Request:
    """A request; its body never ends when there is none."""
    loop = asyncio.get_running_loop()
    protocol = BaseProtocol(loop)
    protocol.transport = asyncio.Transport()
    payload = streams.StreamReader(protocol, 2**16, loop=loop)
    if body is not None:
        payload.feed_data(body)
        payload.feed_eof()
    headers = {} if secret is None else {"X-Telegram-Bot-Api-Secret-Token": secret}
    return make_mocked_request("POST", "/telegram", headers=headers, payload=payload)


def a_handler(handling: ScriptedHandling) -> WebhookHandler:
    """A webhook."""
    return WebhookHandler(Dispatcher(), a_bot(TelegramStandIn()), SECRET, handling)


@pytest.mark.parametrize(
    ("outcome", "status"),
    [
        (Outcome.HANDLED, 200),
        (Outcome.DUPLICATE, 200),
        (Outcome.FAILED, 200),
        (Outcome.TRY_AGAIN, 503),
    ],
)
async def test_answers_when_it_is_known_what_became_of_it(outcome: Outcome, status: int) -> None:
    """Not before; 503 lets Telegram send it again."""
    handling = ScriptedHandling()
    answering = asyncio.create_task(a_handler(handling).handle(a_request(UPDATE)))
    await settle()
    assert handling.in_hand == [7]
    assert not answering.done()
    handling.end(7, outcome)
    response = await answering
    assert response.status == status
    assert ("Retry-After" in response.headers) is (status == 503)


@pytest.mark.parametrize("secret", [None, "", "wrong", SECRET + "ä"])
async def test_lets_in_nobody_without_the_secret(secret: str | None) -> None:
    """Nothing of it is read."""
    handling = ScriptedHandling()
    response = await a_handler(handling).handle(a_request(None, secret))
    assert response.status == 401
    assert handling.in_hand == []


@pytest.mark.parametrize(
    ("body", "status"),
    [(json.dumps({"update_id": 7, "message": 42}).encode(), 200), (b"{", 400), (b"\xff", 400)],
)
async def test_what_cannot_be_read_is_not_handled(body: bytes, status: int) -> None:
    """An update that is newer than our library would come for ever; the rest is not Telegram's."""
    handling = ScriptedHandling()
    response = await a_handler(handling).handle(a_request(body))
    assert response.status == status
    assert handling.in_hand == []


async def test_does_not_wait_for_ever_for_a_body(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever knows the secret may still be slow."""
    monkeypatch.setattr(webhook, "_RECEIVE_SECONDS", 0.01)
    response = await a_handler(ScriptedHandling()).handle(a_request(None))
    assert response.status == 408


async def test_leaves_the_bots_connections_open() -> None:
    """Answers are still being sent while the server closes."""
    await a_handler(ScriptedHandling()).close()
