"""Everything that people do reaches the bot as an update that aiogram reads."""

import orjson
import pytest
from aiogram import Bot
from aiogram.types import (
    InaccessibleMessage,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InlineQueryResultArticle,
    InputTextMessageContent,
    Message,
    Update,
)
from storage_contracts.json_value import JsonObject

from tests.fixtures.small_picture import small_picture
from tests.fixtures.telegram_people import ControlRoutes, SimulatedPerson

pytestmark = pytest.mark.integration

BUTTON = InlineKeyboardMarkup(
    inline_keyboard=[[InlineKeyboardButton(text="Yes", callback_data="yes")]]
)


def a_post() -> JsonObject:
    """A post of a channel."""
    channel: JsonObject = {"id": -100_1, "type": "channel", "title": "News"}
    return {"message_id": 1, "date": 1, "chat": channel, "text": "x"}


async def newest(bot: Bot) -> Update:
    """The last update, confirmed."""
    update = (await bot.get_updates())[-1]
    await bot.get_updates(offset=update.update_id + 1)
    return update


async def newest_message(bot: Bot) -> Message:
    """The message of the last update."""
    message = (await newest(bot)).message
    assert message is not None
    return message


async def test_a_text_tells_who_wrote_it_and_what_is_in_it(bot: Bot, ada: SimulatedPerson) -> None:
    """Sender, chat, commands, and the message that it answers."""
    own = await bot.send_message(ada.id, "hello")
    await ada.say("/help me", reply_to=own.message_id)
    message = await newest_message(bot)
    assert message.from_user is not None
    assert (message.from_user.first_name, message.from_user.language_code) == ("Ada", "en")
    assert message.entities is not None
    assert message.entities[0].type == "bot_command"
    assert isinstance(message.reply_to_message, Message)


@pytest.mark.parametrize(
    "kind", ["photo", "document", "video", "voice", "audio", "sticker", "animation", "video_note"]
)
async def test_files_of_every_kind_arrive_and_can_be_downloaded(
    bot: Bot, ada: SimulatedPerson, sandbox: ControlRoutes, kind: str
) -> None:
    """With their caption."""
    body = (
        b'--x\r\nContent-Disposition: form-data; name="kind"\r\n\r\n'
        + kind.encode()
        + b'\r\n--x\r\nContent-Disposition: form-data; name="caption"\r\n\r\nFor /order 1'
        + b'\r\n--x\r\nContent-Disposition: form-data; name="file"; filename="a.png"\r\n'
        + b"Content-Type: image/png\r\n\r\n"
        + small_picture()
        + b"\r\n--x--\r\n"
    )
    headers = [(b"Content-Type", b"multipart/form-data; boundary=x")]
    path = f"/sandbox/chats/{ada.id}/files"
    answer = await sandbox.client.request("POST", path, headers=headers, body=body)
    assert answer.status == 201, answer.body
    message = await newest_message(bot)
    assert message.content_type == kind
    assert message.caption == "For /order 1"
    sent = orjson.loads(message.model_dump_json(exclude_none=True))[kind]
    file_id = (sent[-1] if isinstance(sent, list) else sent)["file_id"]
    downloaded = await bot.download(file_id)
    assert downloaded is not None
    assert downloaded.read() == small_picture()


@pytest.mark.parametrize("kind", ["location", "contact", "dice", "poll", "venue", "sticker"])
async def test_other_contents_arrive(
    bot: Bot, ada: SimulatedPerson, sandbox: ControlRoutes, kind: str
) -> None:
    """The library names the content as the sandbox did."""
    await sandbox.post(f"chats/{ada.id}/contents", {"kind": kind})
    assert (await newest_message(bot)).content_type == kind


async def test_a_press_is_answered_and_the_person_sees_the_answer(
    bot: Bot, ada: SimulatedPerson, sandbox: ControlRoutes
) -> None:
    """As an alert or a short notice."""
    sent = await bot.send_message(ada.id, "Sure?", reply_markup=BUTTON)
    seen = await ada.sees(lambda message: message.message_id == sent.message_id)
    query_id = await ada.press(seen, "Yes")
    query = (await newest(bot)).callback_query
    assert query is not None
    assert (query.id, query.data) == (query_id, "yes")
    assert isinstance(query.message, Message)
    assert query.message.reply_markup is not None
    assert query.message.reply_markup.inline_keyboard[0][0].callback_data == "yes"
    assert await query.answer("Done", show_alert=True)
    assert (await ada.sees(lambda message: bool(message.alert))).alert == "Done"
    told = await sandbox.get(f"chats/{ada.id}/presses/{query_id}")
    assert isinstance(told, dict)
    assert (told["is_answered"], told["text"], told["show_alert"]) == (True, "Done", True)


async def test_a_press_may_be_forged_or_of_a_message_that_is_gone(
    bot: Bot, ada: SimulatedPerson
) -> None:
    """Telegram then shows the bot that it cannot see the message."""
    await ada.press_data(1, "forged")
    query = (await newest(bot)).callback_query
    assert query is not None
    assert query.data == "forged"
    assert isinstance(query.message, InaccessibleMessage)


async def test_a_search_is_answered_chosen_and_edited(
    bot: Bot, ada: SimulatedPerson, sandbox: ControlRoutes
) -> None:
    """The chosen result stands in the chat, and the bot may edit it."""
    asked = await sandbox.post(f"chats/{ada.id}/inline_queries", {"query": "lan", "offset": ""})
    search = (await newest(bot)).inline_query
    assert search is not None
    assert (search.id, search.query) == (asked["id"], "lan")
    result = InlineQueryResultArticle(
        id="1",
        title="Lantern",
        input_message_content=InputTextMessageContent(message_text="<b>L</b>", parse_mode="HTML"),
        reply_markup=BUTTON,
    )
    assert await search.answer([result], cache_time=1, next_offset="1", is_personal=True)
    found = await sandbox.get(f"inline_queries/{search.id}")
    assert isinstance(found, dict)
    assert (found["is_answered"], found["next_offset"]) == (True, "1")
    await sandbox.post(f"chats/{ada.id}/chosen_results", {"result_id": "1", "query": "lan"})
    said, chosen = await bot.get_updates()
    assert said.message is not None
    assert said.message.via_bot is not None
    assert chosen.chosen_inline_result is not None
    inline_id = chosen.chosen_inline_result.inline_message_id
    assert await bot.edit_message_text("Sold", inline_message_id=inline_id) is True
    assert (await ada.messages())[-1].words == "Sold"


async def test_a_payment_is_taken_or_refused(
    bot: Bot, ada: SimulatedPerson, sandbox: ControlRoutes
) -> None:
    """A taken one is paid at once."""
    refused = await sandbox.post(f"chats/{ada.id}/pre_checkouts", {"total_amount": 339})
    query = (await newest(bot)).pre_checkout_query
    assert query is not None
    assert (query.id, query.total_amount) == (refused["id"], 339)
    assert await query.answer(ok=False, error_message="Order in the chat, please")
    told = await sandbox.get(f"chats/{ada.id}/pre_checkouts/{query.id}")
    assert isinstance(told, dict)
    assert (told["ok"], told["error_message"]) == (False, "Order in the chat, please")
    await sandbox.post(f"chats/{ada.id}/pre_checkouts", {})
    query = (await newest(bot)).pre_checkout_query
    assert query is not None
    assert await query.answer(ok=True)
    payment = (await newest_message(bot)).successful_payment
    assert payment is not None
    assert payment.invoice_payload == "invoice"


async def test_raw_updates_arrive_as_they_are(bot: Bot, sandbox: ControlRoutes) -> None:
    """For kinds that people of the sandbox cannot make, such as posts of channels."""
    await sandbox.post("updates", {"update_id": 7, "channel_post": a_post()})
    update = await newest(bot)
    assert update.update_id == 7
    assert update.channel_post is not None
