"""Every answer of the sandbox is what aiogram's own types expect: aiogram parses each of them."""

import pytest
from aiogram import Bot
from aiogram.types import (
    BotCommand,
    BotCommandScopeAllPrivateChats,
    BufferedInputFile,
    ChatMemberMember,
    ForceReply,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InputMediaDocument,
    InputMediaPhoto,
    KeyboardButton,
    LabeledPrice,
    MenuButtonCommands,
    MenuButtonDefault,
    Message,
    ReplyKeyboardMarkup,
    ReplyKeyboardRemove,
    ReplyParameters,
    TelegramObject,
)

from tests.fixtures.small_picture import small_picture
from tests.fixtures.telegram_people import SimulatedPerson

pytestmark = pytest.mark.integration

BUTTONS = InlineKeyboardMarkup(
    inline_keyboard=[
        [InlineKeyboardButton(text="Yes", callback_data="yes")],
        [InlineKeyboardButton(text="Site", url="https://example.com")],
    ]
)


def is_same(one: TelegramObject | None, other: TelegramObject) -> bool:
    """Whether two objects say the same; equality would also compare the bots that they know."""
    return one is not None and one.model_dump() == other.model_dump()


def picture(tone: int = 120) -> BufferedInputFile:
    """A picture to send."""
    return BufferedInputFile(small_picture(tone=tone), "lantern.png")


async def test_get_me_tells_who_the_bot_is(bot: Bot) -> None:
    """Its number is the token's."""
    me = await bot.get_me()
    assert (me.id, me.is_bot, me.username) == (1_000_001, True, "quintet_bot")
    assert me.supports_inline_queries


async def test_a_text_is_sent_with_entities_and_buttons(bot: Bot, ada: SimulatedPerson) -> None:
    """And the person sees both."""
    sent = await bot.send_message(
        ada.id, "<b>Hello</b> Ada", parse_mode="HTML", reply_markup=BUTTONS
    )
    assert sent.text == "Hello Ada"
    assert sent.entities is not None
    assert sent.entities[0].type == "bold"
    assert is_same(sent.reply_markup, BUTTONS)
    seen = await ada.sees(lambda message: message.message_id == sent.message_id)
    assert seen.button("Yes").callback_data == "yes"
    assert seen.button("Site").url == "https://example.com"


async def test_an_answer_bears_what_it_answers(bot: Bot, ada: SimulatedPerson) -> None:
    """Without the answer's own answers."""
    first = await bot.send_message(ada.id, "one")
    reply = ReplyParameters(message_id=first.message_id)
    second = await bot.send_message(ada.id, "two", reply_parameters=reply)
    assert isinstance(second.reply_to_message, Message)
    assert second.reply_to_message.message_id == first.message_id


async def test_keyboards_below_the_field_are_taken(bot: Bot, ada: SimulatedPerson) -> None:
    """They are no part of the message that comes back, as with Telegram."""
    for markup in (
        ReplyKeyboardMarkup(keyboard=[[KeyboardButton(text="Tea")]]),
        ReplyKeyboardRemove(),
        ForceReply(),
    ):
        sent = await bot.send_message(ada.id, "x", reply_markup=markup)
        assert sent.reply_markup is None


async def test_a_text_is_edited_and_the_person_sees_that(bot: Bot, ada: SimulatedPerson) -> None:
    """Buttons that are not given again are gone."""
    sent = await bot.send_message(ada.id, "one", reply_markup=BUTTONS)
    edited = await bot.edit_message_text("two", chat_id=ada.id, message_id=sent.message_id)
    assert isinstance(edited, Message)
    assert (edited.text, edited.reply_markup) == ("two", None)
    assert edited.edit_date is not None
    again = await bot.edit_message_reply_markup(
        chat_id=ada.id, message_id=sent.message_id, reply_markup=BUTTONS
    )
    assert isinstance(again, Message)
    assert is_same(again.reply_markup, BUTTONS)
    seen = await ada.sees(lambda message: message.edits == 2)
    assert (seen.words, len(seen.buttons)) == ("two", 2)


async def test_a_photo_is_sent_edited_and_sent_again_by_its_id(
    bot: Bot, ada: SimulatedPerson
) -> None:
    """The second time nothing is uploaded."""
    sent = await bot.send_photo(ada.id, picture(), caption="<i>A</i>", parse_mode="HTML")
    assert sent.photo is not None
    assert (sent.photo[-1].width, sent.photo[-1].height) == (8, 6)
    captioned = await bot.edit_message_caption(
        chat_id=ada.id, message_id=sent.message_id, caption="B", reply_markup=BUTTONS
    )
    assert isinstance(captioned, Message)
    assert (captioned.caption, captioned.caption_entities) == ("B", None)
    again = await bot.send_photo(ada.id, sent.photo[-1].file_id)
    assert again.photo is not None
    assert again.photo[-1].file_unique_id == sent.photo[-1].file_unique_id
    replaced = await bot.edit_message_media(
        InputMediaPhoto(media=picture(tone=10), caption="C"),
        chat_id=ada.id,
        message_id=sent.message_id,
    )
    assert isinstance(replaced, Message)
    assert replaced.photo is not None
    assert replaced.photo[-1].file_unique_id != sent.photo[-1].file_unique_id
    assert replaced.caption == "C"


async def test_a_document_is_sent_and_downloaded(bot: Bot, ada: SimulatedPerson) -> None:
    """Byte for byte."""
    sent = await bot.send_document(ada.id, BufferedInputFile(b"a bill", "bill.txt"))
    assert sent.document is not None
    assert (sent.document.file_name, sent.document.file_size) == ("bill.txt", 6)
    file = await bot.get_file(sent.document.file_id)
    assert file.file_path is not None
    downloaded = await bot.download_file(file.file_path)
    assert downloaded is not None
    assert downloaded.read() == b"a bill"


async def test_an_album_is_several_messages_of_one_group(bot: Bot, ada: SimulatedPerson) -> None:
    """Each with its own number."""
    sent = await bot.send_media_group(
        ada.id, [InputMediaPhoto(media=picture(), caption="A"), InputMediaPhoto(media=picture(9))]
    )
    assert len({message.message_id for message in sent}) == 2
    assert len({message.media_group_id for message in sent}) == 1
    documents = await bot.send_media_group(
        ada.id,
        [InputMediaDocument(media=BufferedInputFile(b"x", f"{name}.txt")) for name in "ab"],
    )
    assert [each.document.file_name for each in documents if each.document] == ["a.txt", "b.txt"]


async def test_an_invoice_is_sent_with_its_button(bot: Bot, ada: SimulatedPerson) -> None:
    """The total is the sum of the prices."""
    sent = await bot.send_invoice(
        ada.id,
        title="Lantern",
        description="White metal",
        payload="order",
        currency="GBP",
        prices=[LabeledPrice(label="Lantern", amount=339), LabeledPrice(label="Post", amount=200)],
    )
    assert sent.invoice is not None
    assert sent.invoice.total_amount == 539
    assert sent.reply_markup is not None
    assert sent.reply_markup.inline_keyboard[0][0].pay


async def test_typing_and_deleting_are_told(bot: Bot, ada: SimulatedPerson) -> None:
    """Deleted messages are gone for the person, too."""
    assert await bot.send_chat_action(ada.id, "typing")
    first, second = [await bot.send_message(ada.id, text) for text in "ab"]
    assert await bot.delete_message(ada.id, first.message_id)
    assert await bot.delete_messages(ada.id, [first.message_id, second.message_id])
    assert [message.from_bot for message in await ada.messages()] == [False]


async def test_the_bot_introduces_itself_in_languages(bot: Bot) -> None:
    """Commands, names and descriptions by language."""
    scope = BotCommandScopeAllPrivateChats()
    english, german = [BotCommand(command="help", description=each) for each in ("Help", "Hilfe")]
    assert await bot.set_my_commands([english], scope=scope)
    assert await bot.set_my_commands([german], scope=scope, language_code="de")
    (told,) = await bot.get_my_commands(scope=scope)
    assert is_same(told, english)
    (told,) = await bot.get_my_commands(scope=scope, language_code="de")
    assert is_same(told, german)
    assert await bot.delete_my_commands(scope=scope)
    assert await bot.get_my_commands(scope=scope) == []
    assert await bot.set_my_description("A shop")
    assert (await bot.get_my_description(language_code="de")).description == "A shop"
    assert await bot.set_my_short_description("Shop")
    assert (await bot.get_my_short_description()).short_description == "Shop"
    assert await bot.set_my_name("Laden", language_code="de")
    assert (await bot.get_my_name(language_code="de")).name == "Laden"
    assert (await bot.get_my_name()).name == "Quintet"


async def test_the_menu_button_is_kept_for_one_chat_or_all(bot: Bot, ada: SimulatedPerson) -> None:
    """A chat without its own has that of all."""
    assert await bot.set_chat_menu_button(menu_button=MenuButtonCommands())
    assert isinstance(await bot.get_chat_menu_button(chat_id=ada.id), MenuButtonCommands)
    assert await bot.set_chat_menu_button(chat_id=ada.id, menu_button=MenuButtonDefault())
    assert isinstance(await bot.get_chat_menu_button(chat_id=ada.id), MenuButtonDefault)


async def test_chats_and_members_are_told(bot: Bot, ada: SimulatedPerson) -> None:
    """The person and the bot are the members."""
    chat = await bot.get_chat(ada.id)
    assert (chat.type, chat.first_name) == ("private", "Ada")
    assert isinstance(await bot.get_chat_member(ada.id, ada.id), ChatMemberMember)
    assert (await bot.get_chat_member(ada.id, 1_000_001)).status == "member"
    assert await bot.leave_chat(-100_123)


async def test_the_bot_may_leave_the_server(bot: Bot) -> None:
    """And come back at once."""
    assert await bot.log_out()
    assert await bot.close()
    await bot.get_me()
