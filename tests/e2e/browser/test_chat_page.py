"""The chat page, as people see it: side by side, with buttons, photos and edited messages."""

import re
from pathlib import Path

import pytest
from playwright.async_api import expect

from tests.e2e.browser.conftest import OpenPage
from tests.fixtures.small_picture import small_picture
from tests.fixtures.telegram_people import ControlRoutes

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]


@pytest.mark.parametrize("scheme", ["light", "dark"])
async def test_two_people_talk_with_the_bot_side_by_side(
    open_page: OpenPage, shop_sandbox: ControlRoutes, scheme: str
) -> None:
    """Buttons, photos, short notices, alerts, and messages that change."""
    chats = await open_page(shop_sandbox.url, scheme=scheme)
    ada, bruno = chats.chat_of("Ada"), chats.chat_of("Bruno")
    await expect(chats.page.get_by_text("The bot is listening")).to_be_visible()
    await chats.picture("begin")
    await ada.get_by_role("button", name="Start").click()
    await expect(ada.get_by_text("Welcome, Ada!")).to_be_visible()
    await chats.say("Ada", "/catalogue")
    await expect(ada.get_by_role("img", name="Photo: White metal lantern")).to_be_visible()
    await ada.get_by_role("button", name="+").click()
    await expect(ada.get_by_text("1 at £3.39")).to_be_visible()
    await expect(ada.get_by_role("status")).to_have_text("In your cart: 1")
    await expect(chats.newest_of("Ada").get_by_text("edited")).to_be_visible()
    await ada.get_by_role("button", name="Check out").click()
    await expect(ada.get_by_text("Order 42: completed")).to_be_visible()
    await chats.say("Bruno", "Guten Tag")
    await expect(bruno.get_by_text("You said: Guten Tag")).to_be_visible()
    await chats.picture("chats")
    await ada.get_by_role("button", name="Cart").click()
    alert = chats.page.get_by_role("alertdialog")
    await expect(alert).to_contain_text("Your cart is empty.")
    await chats.picture("alert")
    await alert.get_by_role("button", name="OK").click()
    await expect(alert).to_have_count(0)
    await expect(bruno.get_by_text("Welcome")).to_have_count(0)


async def test_shows_that_the_bot_is_typing(
    open_page: OpenPage, shop_sandbox: ControlRoutes
) -> None:
    """Until a message comes."""
    chats = await open_page(shop_sandbox.url)
    await chats.say("Ada", "/type")
    await expect(chats.chat_of("Ada").get_by_text("Quintet is typing")).to_be_visible()
    await chats.picture("typing")
    await chats.say("Ada", "well?")
    await expect(chats.chat_of("Ada").get_by_text("Quintet is typing")).to_have_count(0)


async def test_what_people_write_is_text_and_never_markup(
    open_page: OpenPage, shop_sandbox: ControlRoutes
) -> None:
    """Neither theirs nor the bot's."""
    chats = await open_page(shop_sandbox.url)
    attack = "<img src=x onerror=alert(1)><b>x</b>"
    await chats.say("Ada", attack)
    await expect(chats.chat_of("Ada").get_by_text(f"You said: {attack}")).to_be_visible()
    assert await chats.chat_of("Ada").locator(".words img, .words b").count() == 0


async def test_a_picture_is_sent_with_the_words_in_the_field(
    open_page: OpenPage, shop_sandbox: ControlRoutes, tmp_path: Path
) -> None:
    """As a photo; other files as documents."""
    chats = await open_page(shop_sandbox.url)
    ada = chats.chat_of("Ada")
    photo, text = tmp_path / "garden.png", tmp_path / "notes.txt"
    photo.write_bytes(small_picture(240, 160, tone=90))
    text.write_text("two lanterns")
    await chats.field_of("Ada").fill("My garden")
    await ada.locator("input[type=file]").set_input_files(photo)
    await expect(ada.get_by_role("img", name="Photo: My garden")).to_be_visible()
    await expect(ada.get_by_text("What a picture!")).to_be_visible()
    await ada.locator("input[type=file]").set_input_files(text)
    await expect(ada.get_by_role("link", name="notes.txt")).to_be_visible()
    await chats.picture("files")


async def test_words_after_the_bots_name_are_looked_for(
    open_page: OpenPage, shop_sandbox: ControlRoutes
) -> None:
    """Results can be paged and sent."""
    chats = await open_page(shop_sandbox.url)
    await chats.field_of("Ada").fill("@quintet_bot lamp")
    await expect(chats.page.get_by_role("option", name="Lamp 1")).to_be_visible()
    await chats.picture("results")
    await chats.page.get_by_role("option", name="More").click()
    await chats.page.get_by_role("option", name="Lamp 3").click()
    own = chats.chat_of("Ada").get_by_role("article", name=re.compile("^You"))
    sent = own.get_by_text("Lantern 3", exact=True)
    await expect(sent).to_be_visible()
    await expect(chats.field_of("Ada")).to_have_value("")


async def test_a_keyboard_of_the_bot_writes_its_words(
    open_page: OpenPage, shop_sandbox: ControlRoutes
) -> None:
    """Telegram's keyboards below the field."""
    chats = await open_page(shop_sandbox.url)
    await chats.say("Ada", "/ask")
    await chats.chat_of("Ada").get_by_role("button", name="Tea").click()
    await expect(chats.chat_of("Ada").get_by_text("You said: Tea")).to_be_visible()


async def test_a_person_blocks_the_bot_and_unblocks_it(
    open_page: OpenPage, shop_sandbox: ControlRoutes
) -> None:
    """The field gives way to a button."""
    chats = await open_page(shop_sandbox.url)
    ada = chats.chat_of("Ada")
    await ada.get_by_label("More for Ada").click()
    await chats.picture("menu")
    await ada.get_by_role("button", name="Block the bot").click()
    await expect(chats.field_of("Ada")).to_have_count(0)
    await ada.get_by_role("button", name="Unblock the bot").click()
    await expect(chats.field_of("Ada")).to_be_visible()


async def test_people_and_their_chats_outlive_a_reload(
    open_page: OpenPage, shop_sandbox: ControlRoutes
) -> None:
    """Also somebody who was added; who was taken off stays away."""
    chats = await open_page(shop_sandbox.url)
    await chats.page.get_by_role("button", name="Add a person").click()
    await chats.page.get_by_label("Name").fill("Clara")
    await chats.page.get_by_label("Name").press("Enter")
    await chats.say("Clara", "hello")
    await expect(chats.chat_of("Clara").get_by_text("You said: hello")).to_be_visible()
    await chats.picture("three_people")
    await chats.chat_of("Bruno").get_by_label("More for Bruno").click()
    await chats.page.get_by_role("button", name="Take Bruno off this page").click()
    await chats.page.reload()
    await expect(chats.chat_of("Clara").get_by_text("You said: hello")).to_be_visible()
    await expect(chats.chat_of("Bruno")).to_have_count(0)


async def test_faults_are_switched_on_the_page(
    open_page: OpenPage, shop_sandbox: ControlRoutes
) -> None:
    """And off again."""
    chats = await open_page(shop_sandbox.url)
    await chats.page.get_by_role("button", name="Faults").click()
    await chats.page.get_by_label("Too many requests").check()
    await chats.page.get_by_label("one call in").first.fill("7")
    await chats.picture("faults")
    await chats.page.get_by_role("button", name="Apply").click()
    await expect(chats.page.get_by_role("dialog")).to_have_count(0)
    await chats.page.get_by_role("button", name="Faults").click()
    box = chats.page.get_by_label("Too many requests")
    await expect(box).to_be_checked()
    told = await shop_sandbox.get("faults")
    assert isinstance(told, dict)
    assert isinstance(told["too_many_requests"], dict)
    assert told["too_many_requests"]["every"] == 7
    await box.uncheck()
    await chats.page.get_by_role("button", name="Apply").click()
    await expect(chats.page.get_by_role("dialog")).to_have_count(0)


async def test_the_theme_can_be_chosen(open_page: OpenPage, shop_sandbox: ControlRoutes) -> None:
    """And is remembered."""
    chats = await open_page(shop_sandbox.url)
    await chats.page.get_by_role("button", name=re.compile("Theme: light")).click()
    await chats.page.reload()
    await expect(chats.page.get_by_role("button", name=re.compile("Theme: dark"))).to_be_visible()
    await expect(chats.page.locator("html")).to_have_attribute("data-theme", "dark")
