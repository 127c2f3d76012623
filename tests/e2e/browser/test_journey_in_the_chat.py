"""The whole journey on a running platform: somebody opens the page, talks, buys, and it arrives."""

import re

import pytest
from playwright.async_api import Locator, expect
from quintet_cli.sample_shop.opening import open_sample_shop

from tests.e2e.browser.conftest import PHONE, ChatPage, OpenPage
from tests.fixtures.shared_platform import SharedPlatform

pytestmark = [pytest.mark.e2e, pytest.mark.xdist_group("platform")]

ADDRESS = "Ada Lovelace\n221B Baker Street\nW1U 8ED London\nUnited Kingdom"


@pytest.fixture(scope="module")
async def chat_address(shared_platform: SharedPlatform) -> str:
    """Where the chats of a platform with a sample shop are."""
    await open_sample_shop(shared_platform.watched.state)
    return shared_platform.watched.state.service_urls["telegram_sandbox"]


async def put_into_cart(chats: ChatPage, name: str, product: str) -> None:
    """Find a product by its name and put it into the cart."""
    chat = chats.chat_of(name)
    await chats.say(name, product)
    await chat.get_by_role("button", name=re.compile(product)).last.click()
    card = chat.get_by_role("article").filter(
        has=chats.page.get_by_role("img", name=f"Photo: {product}")
    )
    await card.get_by_role("button", name="Add to cart").click()
    await expect(card.get_by_role("button", name="1 in the cart")).to_be_visible()


async def check_out(chats: ChatPage, name: str) -> Locator:
    """Buy what is in the cart as somebody new; return the message of the order."""
    chat = chats.chat_of(name)
    await chats.say(name, "/cart")
    await chat.get_by_role("button", name="Check out").last.click()
    asked = chat.get_by_role("article").filter(has_text="Before you order")
    await asked.get_by_role("button", name="Register with one tap").click()
    await expect(chat.get_by_text("Where shall we send it?")).to_be_visible()
    await chats.field_of(name).fill(ADDRESS)
    await chats.field_of(name).press("Enter")
    await chat.get_by_role("button", name="Test card that pays").click()
    # By its button: other messages speak of orders too, and this one may not be there yet.
    buy = chats.page.get_by_role("button", name="Buy now")
    number = await chat.get_by_role("article").filter(has=buy).get_attribute("data-message")
    await chat.get_by_role("button", name="Buy now").click()
    return chat.locator(f'[data-message="{number}"]')


async def test_somebody_buys_two_products_and_sees_the_order_completed(
    open_page: OpenPage, chat_address: str
) -> None:
    """The message of the purchase is edited until the order is completed."""
    chats = await open_page(chat_address)
    ada = chats.chat_of("Ada")
    await chats.say("Ada", "/start")
    await expect(ada.get_by_text("welcome to Quintet")).to_be_visible()
    await chats.picture("welcome")
    await put_into_cart(chats, "Ada", "Brass table lamp")
    await put_into_cart(chats, "Ada", "Glass vase")
    order = await check_out(chats, "Ada")
    await expect(order).to_contain_text("Completed", timeout=120_000)
    await expect(order.get_by_text("edited", exact=True)).to_be_visible()
    await expect(order).to_contain_text("Brass table lamp")
    await expect(order).to_contain_text("Glass vase")
    await expect(order).to_contain_text("£82.40")
    await expect(ada.get_by_text(re.compile(r"Your order \w+ is completed"))).to_be_visible()
    await chats.picture("completed")


async def test_the_bot_speaks_the_language_of_each_person(
    open_page: OpenPage, chat_address: str
) -> None:
    """Ada's Telegram is English, Bruno's is German."""
    chats = await open_page(chat_address, scheme="dark")
    for name in ("Ada", "Bruno"):
        await chats.say(name, "/start")
    await expect(chats.chat_of("Ada").get_by_role("button", name="My orders")).to_be_visible()
    bruno = chats.chat_of("Bruno")
    await expect(bruno.get_by_role("button", name="Katalog")).to_be_visible()
    await chats.picture("two_languages")


async def test_the_catalogue_is_paged_through_on_a_phone(
    open_page: OpenPage, chat_address: str
) -> None:
    """One message turns over, as if it were a page."""
    chats = await open_page(chat_address, size=PHONE)
    await chats.say("Ada", "/catalogue")
    ada = chats.chat_of("Ada")
    list_of_products = ada.get_by_role("article").last
    await ada.get_by_role("button", name="More").tap()
    await expect(ada.get_by_role("button", name="Back").first).to_be_visible()
    await expect(list_of_products.get_by_text("edited", exact=True)).to_be_visible()
    await chats.picture("catalogue")
    assert await ada.get_by_role("article").count() == 2
