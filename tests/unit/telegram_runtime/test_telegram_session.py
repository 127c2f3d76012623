"""An outage is an outage, whoever tells of it; and no error holds the bot's token."""

import traceback
from collections.abc import AsyncIterator
from io import BytesIO

import pytest
from aiogram import Bot
from aiogram.client.telegram import TelegramAPIServer
from aiogram.exceptions import (
    ClientDecodeError,
    TelegramAPIError,
    TelegramBadRequest,
    TelegramNetworkError,
    TelegramServerError,
)
from aiogram.methods import GetMe
from aiohttp import web
from telegram_runtime.telegram_session import TelegramSession

from tests.unit.telegram_runtime.telegram_stand_in import TelegramStandIn, a_bot

BOT = a_bot(TelegramStandIn())
METHOD = GetMe()


@pytest.mark.parametrize(
    "content",
    [
        "<html><h1>502 Bad Gateway</h1></html>",
        '{"message": "upstream is away"}',
        '{"ok": false}',
        '{"ok": false, "description": "Internal Server Error"}',
    ],
)
def test_what_a_proxy_says_of_an_outage_is_an_outage(content: str) -> None:
    """It is tried again instead of apologised for."""
    with pytest.raises(TelegramServerError):
        TelegramSession().check_response(BOT, METHOD, 502, content)


def test_an_answer_that_nobody_can_read_is_no_outage() -> None:
    """Asking again would not help."""
    with pytest.raises(ClientDecodeError):
        TelegramSession().check_response(BOT, METHOD, 200, "<html>log in to this network</html>")


def test_a_refusal_stays_a_refusal() -> None:
    """With Telegram's own words."""
    refusal = '{"ok": false, "error_code": 400, "description": "Bad Request: chat not found"}'
    with pytest.raises(TelegramBadRequest, match="chat not found"):
        TelegramSession().check_response(BOT, METHOD, 400, refusal)


TOKEN = f"123456789:{'Aa_-1' * 7}"


@pytest.fixture
async def served() -> AsyncIterator[Bot]:
    """A bot whose Bot API has one file, loses another, and is down for a third."""

    async def hand_out(request: web.Request) -> web.Response:
        name = request.match_info["name"]
        return web.Response(status=int(name), body=b"content" if name == "200" else b"")

    async def send_away(request: web.Request) -> web.Response:
        raise web.HTTPFound(str(request.url))

    app = web.Application()
    app.router.add_get("/file/bot{token}/{name}", hand_out)
    app.router.add_route("*", "/bot{token}/getMe", send_away)
    runner = web.AppRunner(app)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    host, port = runner.addresses[0][:2]
    bot = _bot_of(f"http://{host}:{port}")
    yield bot
    await bot.session.close()
    await runner.cleanup()


def _bot_of(url: str) -> Bot:
    return Bot(TOKEN, session=TelegramSession(api=TelegramAPIServer.from_base(url)))


async def test_a_file_is_fetched_whole(served: Bot) -> None:
    """Piece by piece."""
    content = BytesIO()
    await served.download_file("200", destination=content)
    assert content.getvalue() == b"content"


@pytest.mark.parametrize(
    ("name", "kind"), [("404", TelegramBadRequest), ("503", TelegramServerError)]
)
async def test_a_file_that_is_not_handed_out_is_told_like_any_refusal(
    served: Bot, name: str, kind: type[TelegramAPIError]
) -> None:
    """An outage passes and the update is tried again; a file that is gone stays so."""
    with pytest.raises(kind) as caught:
        await served.download_file(name, destination=BytesIO())
    assert TOKEN not in _told(caught.value)


async def test_a_file_server_that_is_away_is_an_outage() -> None:
    """It would else be a bug of ours, and the file lost."""
    bot = _bot_of("http://127.0.0.1:1")
    with pytest.raises(TelegramNetworkError) as caught:
        await bot.download_file("200", destination=BytesIO())
    await bot.session.close()
    assert TOKEN not in _told(caught.value)


async def test_no_error_of_a_call_holds_the_token(served: Bot) -> None:
    """The address that cannot be reached has it, and so has the cause."""
    with pytest.raises(TelegramNetworkError) as caught:
        await served.get_me()
    assert TOKEN not in _told(caught.value)


def _told(error: BaseException) -> str:
    return repr(error) + "".join(traceback.format_exception(error))
