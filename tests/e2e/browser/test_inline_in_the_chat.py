"""Inline mode on a running platform: words after the bot's name, a shared product, a way to it."""

import pytest
from playwright.async_api import expect
from quintet_cli.sample_shop.opening import open_sample_shop

from tests.e2e.browser.conftest import PHONE, WIDE, OpenPage
from tests.fixtures.eventually import eventually
from tests.fixtures.shared_platform import SharedPlatform

pytestmark = [pytest.mark.e2e, pytest.mark.xdist_group("platform")]

LAMP = "Brass table lamp"


@pytest.fixture(scope="module")
async def chat_address(shared_platform: SharedPlatform) -> str:
    """Where the chats of a platform with a sample shop are."""
    await open_sample_shop(shared_platform.watched.state)
    return shared_platform.watched.state.service_urls["telegram_sandbox"]


@pytest.mark.parametrize("size", [WIDE, PHONE], ids=["wide", "phone"])
async def test_a_product_is_found_and_shared_by_keyboard_and_leads_to_the_shop(
    open_page: OpenPage, chat_address: str, shared_platform: SharedPlatform, size: tuple[int, int]
) -> None:
    """The bot's own process answers, and hears what was chosen."""
    chats = await open_page(chat_address, size=size)
    ada, keyboard = chats.chat_of("Ada"), chats.page.keyboard
    await chats.field_of("Ada").focus()
    await keyboard.type("@quintet_bot ")
    options = chats.page.get_by_role("option")
    await expect(options.filter(has_text="More …")).to_be_visible()  # all products, page by page
    await chats.picture("everything")
    await keyboard.type("lamp")
    await expect(options.filter(has_text="More …")).to_have_count(0)
    found = options.filter(has_text=LAMP)
    await expect(found).to_contain_text("£")
    for _ in range(await options.count()):
        if await found.get_attribute("aria-selected") == "true":
            break
        await keyboard.press("ArrowDown")
    assert await chats.page.evaluate("document.documentElement.scrollWidth") == size[0]
    await chats.picture("found")
    log = shared_platform.folder / "data" / "logs" / "bot_service.log"
    before = log.read_text("utf-8", "replace").count("product_shared")
    await keyboard.press("Enter")
    shared = ada.get_by_role("article").filter(has_text="via @quintet_bot").last
    await expect(shared).to_contain_text(LAMP)
    await chats.picture("shared")

    async def heard() -> bool | None:
        return log.read_text("utf-8", "replace").count("product_shared") > before or None

    await eventually(heard, "the bot hears what was chosen")
    await shared.get_by_role("button", name="Have a look").focus()
    await keyboard.press("Enter")
    card = ada.get_by_role("article").filter(
        has=chats.page.get_by_role("img", name=f"Photo: {LAMP}")
    )
    await expect(card.last).to_be_visible()
    await chats.picture("opened")


async def test_words_that_find_nothing_say_so(open_page: OpenPage, chat_address: str) -> None:
    """In the page's words: a bot has none to say in this place."""
    chats = await open_page(chat_address, size=PHONE)
    await chats.field_of("Ada").focus()
    await chats.page.keyboard.type("@quintet_bot flying carpet")
    await expect(chats.page.get_by_text("Nothing was found.")).to_be_visible()
