"""An outage is an outage, whoever tells of it."""

import pytest
from aiogram.exceptions import ClientDecodeError, TelegramBadRequest, TelegramServerError
from aiogram.methods import GetMe
from bot_service.interface.telegram.outgoing.telegram_session import TelegramSession

from tests.unit.bot_service.telegram_stand_in import TelegramStandIn, a_bot

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
