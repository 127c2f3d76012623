"""The catalogue, the search, and the cards of products."""

from datetime import UTC, datetime
from uuid import UUID, uuid4

import pytest
from aiogram.exceptions import TelegramBadRequest
from aiogram.methods import SendMessage
from bot_service.interface.telegram.catalogue.buttons import (
    MOST_PAGES,
    OpenCatalogue,
    OpenProduct,
    OpenSearch,
)
from business_hexagon.domain.attachments.attachment import Attachment, SubjectKind
from business_hexagon.domain.attachments.media_type import MediaType

from tests.unit.bot_service.journey.chat_scene import ChatScene

LONG = "A lamp with a name that nobody will ever read to its very end"
REFUSED = TelegramBadRequest(SendMessage(chat_id=1, text=""), "Bad Request: wrong file identifier")


async def has_photo(scene: ChatScene, product_id: UUID) -> UUID:
    """The shop adds a photo to a product."""
    attachment = Attachment(
        id=uuid4(),
        subject_kind=SubjectKind.PRODUCT,
        subject_id=product_id,
        uploaded_by=None,
        file_name="lamp.png",
        media_type=MediaType.PNG,
        size=3,
        sha256="0" * 64,
        created_at=datetime(2026, 1, 1, tzinfo=UTC),
    )
    await scene.world.attachments.keep(attachment, b"png")
    return attachment.id


async def test_an_empty_shop_says_so(scene: ChatScene) -> None:
    """Without a button that leads nowhere."""
    await scene.says("/catalogue")
    assert "shelves are empty" in scene.last.text
    assert scene.last.buttons == {}


async def test_pages_are_turned_in_place(scene: ChatScene) -> None:
    """Six products on each."""
    for number in range(13):
        await scene.sells(f"Lamp {number:02}")
    await scene.says("/catalogue")
    list_message = scene.last
    assert len(list_message.buttons) == 6 + 2
    await scene.taps("More")
    assert {"◀ Back", "More ▶"} <= list_message.buttons.keys()
    await scene.taps("More")
    assert any(label.startswith("Lamp 12") for label in list_message.buttons)
    assert "More ▶" not in list_message.buttons
    await scene.taps("Back")
    assert list_message.edits == 3


async def test_a_page_far_behind_the_end_is_empty(scene: ChatScene) -> None:
    """The button was made up."""
    await scene.sells("Lamp")
    await scene.says("/catalogue")
    number = scene.last.message_id
    await scene.presses(OpenCatalogue(page=MOST_PAGES - 1), number)
    assert "shelves are empty" in scene.phone.messages[number].text


async def test_a_list_ends_where_nobody_turns_any_more_pages(
    scene: ChatScene, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Search is better then."""
    monkeypatch.setattr("bot_service.interface.telegram.catalogue.product_list.MOST_PAGES", 1)
    for number in range(7):
        await scene.sells(f"Lamp {number}")
    await scene.says("/catalogue")
    assert "More ▶" not in scene.last.buttons


async def test_an_old_list_is_shown_anew_below(scene: ChatScene) -> None:
    """Telegram lets nobody change old messages."""
    await scene.sells("Lamp")
    await scene.presses(OpenCatalogue(page=0), message_id=None)
    assert "Our catalogue" in scene.last.text


async def test_a_message_that_was_deleted_is_written_anew(scene: ChatScene) -> None:
    """The button was tapped on another device meanwhile."""
    await scene.sells("Lamp")
    await scene.says("/catalogue")
    turn = scene.press(OpenCatalogue(page=0), scene.last.message_id)
    del scene.phone.messages[scene.last.message_id]
    await scene.deliver(turn)
    assert "Our catalogue" in scene.last.text


async def test_a_page_that_shows_already_is_left_as_it_is(scene: ChatScene) -> None:
    """Telegram says that nothing changed, and that is fine."""
    await scene.sells("Lamp")
    await scene.says("/catalogue")
    before = len(scene.phone.messages)
    await scene.presses(OpenCatalogue(page=0), scene.last.message_id)
    assert len(scene.phone.messages) == before


async def test_the_card_of_a_product_tells_what_it_is(scene: ChatScene) -> None:
    """In HTML, so names are escaped; long ones are cut in lists alone."""
    await scene.sells(f"{LONG} <3")
    await scene.says("/catalogue")
    (label, *_others) = scene.last.buttons
    assert len(label) < 60
    await scene.taps(label)
    assert f"<b>{LONG} &lt;3</b>" in scene.last.text
    assert "£2.55" in scene.last.text


async def test_a_product_that_is_not_for_sale_says_so(scene: ChatScene) -> None:
    """And cannot be put into the cart."""
    lamp = await scene.sells("Lamp")
    await scene.changes(lamp, is_active=False)
    await scene.presses(OpenProduct(product_id=lamp))
    assert "not for sale" in scene.last.text
    assert "🛒 Add to cart" not in scene.last.buttons
    await scene.presses(f"put:{lamp.hex}:1:card")
    assert "not for sale" in scene.phone.alerts[-1]


async def test_a_product_that_never_was_is_refused(scene: ChatScene) -> None:
    """The button was made up."""
    await scene.presses(OpenProduct(product_id=uuid4()))
    assert len(scene.phone.alerts) == 1


async def test_a_photo_is_uploaded_once(scene: ChatScene) -> None:
    """Then Telegram has it."""
    lamp = await scene.sells("Lamp")
    photo = await has_photo(scene, lamp)
    await scene.presses(OpenProduct(product_id=lamp))
    assert scene.last.photo == "lamp.png"
    await scene.presses(OpenProduct(product_id=lamp))
    assert scene.last.photo == "kept_lamp.png"
    assert scene.world.photos.names[photo] == "kept_lamp.png"


async def test_a_photo_that_telegram_forgot_is_uploaded_again(scene: ChatScene) -> None:
    """As after a change of the bot."""
    lamp = await scene.sells("Lamp")
    photo = await has_photo(scene, lamp)
    scene.world.photos.names[photo] = "gone"
    scene.phone.failures["SendPhoto"] = REFUSED
    await scene.presses(OpenProduct(product_id=lamp))
    assert scene.last.photo == "lamp.png"


async def test_a_picture_that_telegram_cannot_read_is_left_out(scene: ChatScene) -> None:
    """The card comes without it."""
    lamp = await scene.sells("Lamp")
    await has_photo(scene, lamp)
    scene.phone.failures["SendPhoto"] = TelegramBadRequest(
        SendMessage(chat_id=1, text=""), "Bad Request: IMAGE_PROCESS_FAILED"
    )
    await scene.presses(OpenProduct(product_id=lamp))
    assert scene.last.photo is None
    assert "Lamp" in scene.last.text


async def test_a_photo_that_comes_back_without_a_name_is_uploaded_again(
    scene: ChatScene,
) -> None:
    """There is nothing to remember."""
    lamp = await scene.sells("Lamp")
    await has_photo(scene, lamp)
    scene.phone.hides_photos = True
    for _ in range(2):
        await scene.presses(OpenProduct(product_id=lamp))
        assert scene.last.photo == "lamp.png"


async def test_another_refusal_of_a_photo_is_a_fault(scene: ChatScene) -> None:
    """It is apologised for."""
    lamp = await scene.sells("Lamp")
    await has_photo(scene, lamp)
    scene.phone.failures["SendPhoto"] = TelegramBadRequest(
        SendMessage(chat_id=1, text=""), "Bad Request: can't parse entities"
    )
    with pytest.raises(TelegramBadRequest):
        await scene.presses(OpenProduct(product_id=lamp))


async def test_the_list_comes_below_a_photo(scene: ChatScene) -> None:
    """A photo cannot become a text."""
    lamp = await scene.sells("Lamp")
    await has_photo(scene, lamp)
    await scene.presses(OpenProduct(product_id=lamp))
    card = scene.last
    await scene.taps("Catalogue")
    assert "Our catalogue" in scene.last.text
    assert card.photo == "lamp.png"


async def test_typing_searches(scene: ChatScene) -> None:
    """By a part of the name, in any letter case; the command does the same."""
    await scene.sells("White metal lantern")
    await scene.sells("Vase")
    for text in ("LANTERN", "/search lantern"):
        await scene.says(text)
        assert any("White metal lantern" in label for label in scene.last.buttons)
        assert not any("Vase" in label for label in scene.last.buttons)


async def test_a_search_without_words_asks_for_some(scene: ChatScene) -> None:
    """With an example."""
    await scene.says("/search")
    assert "What are you looking for?" in scene.last.text


async def test_a_search_that_finds_nothing_offers_the_catalogue(scene: ChatScene) -> None:
    """What was typed is escaped."""
    await scene.says("<nothing>")
    assert "“&lt;nothing&gt;”" in scene.last.text
    assert "🛍 Catalogue" in scene.last.buttons


async def test_pages_of_a_search_are_turned_in_place(scene: ChatScene) -> None:
    """The words are remembered."""
    for number in range(8):
        await scene.sells(f"Lamp {number}")
    await scene.says("lamp")
    shown = scene.last
    await scene.taps("More")
    assert any(label.startswith("Lamp 7") for label in shown.buttons)
    assert "◀ Back" in shown.buttons


async def test_the_list_of_an_earlier_search_says_so(scene: ChatScene) -> None:
    """Another search came, or the bot has forgotten the words."""
    await scene.presses(OpenSearch(search="12345678", page=1))
    for number in range(8):
        await scene.sells(f"Lamp {number}")
        await scene.sells(f"Vase {number}")
    await scene.says("lamp")
    more = scene.tap("More")
    await scene.says("vase")
    await scene.deliver(more)
    assert ["earlier search" in alert for alert in scene.phone.alerts] == [True, True]


async def test_a_press_that_is_too_old_for_an_answer_is_heard(scene: ChatScene) -> None:
    """Telegram takes no answer after a while; the effect counts."""
    await scene.sells("Lamp")
    scene.phone.failures["AnswerCallbackQuery"] = TelegramBadRequest(
        SendMessage(chat_id=1, text=""),
        "Bad Request: query is too old and response timeout expired",
    )
    await scene.presses(OpenCatalogue(page=0))
    assert "Our catalogue" in scene.last.text


async def test_any_other_refusal_of_an_answer_is_a_fault(scene: ChatScene) -> None:
    """It is apologised for."""
    scene.phone.failures["AnswerCallbackQuery"] = TelegramBadRequest(
        SendMessage(chat_id=1, text=""), "Bad Request: MESSAGE_TOO_LONG"
    )
    with pytest.raises(TelegramBadRequest):
        await scene.presses(OpenCatalogue(page=0))
