"""Products from within any other chat."""

from aiogram.types import InlineQueryResultArticle, InputTextMessageContent
from bot_service.interface.telegram.catalogue.buttons import MOST_PAGES

from tests.unit.bot_service.journey.chat_scene import ChatScene


async def test_lists_everything_before_a_word_is_typed(scene: ChatScene) -> None:
    """With a link that opens the product with the bot."""
    lamp = await scene.sells("Lamp <3")
    await scene.asks_inline("")
    (answer,) = scene.phone.inline_answers
    (result,) = answer.results
    assert isinstance(result, InlineQueryResultArticle)
    assert (result.id, result.title, result.description) == (lamp.hex, "Lamp <3", "£2.55")
    assert isinstance(result.input_message_content, InputTextMessageContent)
    assert result.input_message_content.message_text == "<b>Lamp &lt;3</b>\n£2.55"
    assert result.reply_markup is not None
    (row,) = result.reply_markup.inline_keyboard
    assert row[0].url == f"https://t.me/quintet_bot?start=p_{lamp.hex}"
    assert answer.next_offset == ""


async def test_searches_by_pages(scene: ChatScene) -> None:
    """The next one is asked for by its number."""
    for number in range(8):
        await scene.sells(f"Lamp {number}")
    await scene.sells("Vase")
    await scene.asks_inline("lamp")
    first = scene.phone.inline_answers[-1]
    assert (len(first.results), first.next_offset) == (6, "1")
    await scene.asks_inline("lamp", "1")
    second = scene.phone.inline_answers[-1]
    assert (len(second.results), second.next_offset) == (2, "")


async def test_an_offset_that_is_none_of_ours_is_the_beginning_or_the_end(
    scene: ChatScene,
) -> None:
    """Nobody can ask for a million rows."""
    await scene.sells("Lamp")
    for offset, found in (("nonsense", 1), ("²", 1), (str(MOST_PAGES * 1000), 0)):
        await scene.asks_inline("", offset)
        assert len(scene.phone.inline_answers[-1].results) == found


async def test_takes_note_of_what_is_shared(scene: ChatScene) -> None:
    """And answers nothing."""
    await scene.shares("1f0c7a5255f26d108000000000000005")
    assert scene.phone.messages == {}
