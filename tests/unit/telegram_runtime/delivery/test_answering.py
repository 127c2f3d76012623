"""A sentence gets to whoever wrote, in whichever way the kind of update allows."""

import pytest
from aiogram.methods import (
    AnswerCallbackQuery,
    AnswerInlineQuery,
    AnswerPreCheckoutQuery,
    SendMessage,
    TelegramMethod,
)
from aiogram.types import PreCheckoutQuery, Update
from telegram_runtime.delivery.answering import answer_update

from tests.unit.telegram_runtime.telegram_stand_in import (
    TelegramStandIn,
    a_bot,
    a_person,
    asks_inline,
    mounted,
    presses,
    says,
)

MESSAGE = says("hello").message
EDITED = Update(update_id=1, edited_message=MESSAGE)
POSTED = Update(update_id=1, channel_post=MESSAGE)
PAYING = Update(
    update_id=1,
    pre_checkout_query=PreCheckoutQuery(
        id="1", from_user=a_person(), currency="EUR", total_amount=1, invoice_payload="x"
    ),
)
NEWER = Update.model_validate({"update_id": 1, "newer_than_our_library": {}})


async def answers(update: Update, text: str, copyable: str = "") -> list[TelegramMethod[object]]:
    """What Telegram is asked to do."""
    telegram = TelegramStandIn()
    await answer_update(mounted(update, a_bot(telegram)), text, copyable=copyable)
    return telegram.calls


@pytest.mark.parametrize(
    ("update", "method"),
    [
        (says("hello"), SendMessage),
        (EDITED, SendMessage),
        (presses("data"), AnswerCallbackQuery),
        (asks_inline("tea"), AnswerInlineQuery),
        (PAYING, AnswerPreCheckoutQuery),
    ],
)
async def test_answers_who_waits(update: Update, method: type[object]) -> None:
    """In the way of the kind."""
    (call,) = await answers(update, "No.")
    assert isinstance(call, method)


@pytest.mark.parametrize("update", [POSTED, NEWER])
async def test_answers_nobody_where_nobody_waits(update: Update) -> None:
    """A channel is no conversation."""
    assert await answers(update, "No.") == []


async def test_an_alert_is_cut_to_what_telegram_takes() -> None:
    """It would take none of it."""
    (call,) = await answers(presses("data"), "x" * 300)
    assert isinstance(call, AnswerCallbackQuery)
    assert call.text == "x" * 200
    assert call.show_alert


async def test_a_sentence_is_plain_text() -> None:
    """It may hold what people wrote."""
    (call,) = await answers(says("hello"), "1 < 2 & 3")
    assert isinstance(call, SendMessage)
    assert call.parse_mode is None


@pytest.mark.parametrize(("copyable", "copied"), [("1a2b", ["1a2b"]), ("", []), ("9", [])])
async def test_a_part_of_a_sentence_is_copied_by_a_tap(copyable: str, copied: list[str]) -> None:
    """The last such part, counted as Telegram counts: a picture may be two."""
    (call,) = await answers(says("hello"), "🔔 1a2b\nRequest: 1a2b", copyable)
    assert isinstance(call, SendMessage)
    found = call.entities or []
    assert [one.extract_from(call.text) for one in found] == copied
    assert all(one.offset == len("🔔 1a2b\nRequest: ") + 1 for one in found)
