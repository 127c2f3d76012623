"""The page by keyboard alone, and on a phone's width."""

import pytest
from playwright.async_api import expect

from tests.e2e.browser.conftest import PHONE, ChatPage, OpenPage
from tests.fixtures.telegram_people import ControlRoutes

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]


async def focused(chats: ChatPage) -> str:
    """The name or words of what has the focus."""
    return str(
        await chats.page.evaluate(
            "document.activeElement.ariaLabel || document.activeElement.textContent"
        )
    )


async def tab_to(chats: ChatPage, name: str, *, back: bool = False) -> None:
    """Press Tab until something has the focus."""
    for _ in range(40):
        await chats.page.keyboard.press("Shift+Tab" if back else "Tab")
        if (await focused(chats)).startswith(name):
            return
    raise AssertionError(f"Tab never reaches {name!r}; last it was at {await focused(chats)!r}")


async def test_somebody_buys_by_keyboard_alone(
    open_page: OpenPage, shop_sandbox: ControlRoutes
) -> None:
    """No mouse at any moment, and the focus is never lost."""
    chats = await open_page(shop_sandbox.url)
    keyboard, ada = chats.page.keyboard, chats.chat_of("Ada")
    await tab_to(chats, "Start")
    await keyboard.press("Enter")
    await expect(ada.get_by_text("Welcome, Ada!")).to_be_visible()
    await tab_to(chats, "Message from Ada")
    await keyboard.type("/cat")
    await expect(chats.page.get_by_role("option", name="/catalogue")).to_be_visible()
    await chats.picture("commands")
    await keyboard.press("Enter")
    await expect(ada.get_by_role("button", name="Check out")).to_be_visible()
    await tab_to(chats, "+", back=True)
    await keyboard.press("Enter")
    await expect(ada.get_by_text("1 at £3.39")).to_be_visible()
    assert await focused(chats) == "+"
    await keyboard.press("Space")
    await expect(ada.get_by_text("2 at £3.39")).to_be_visible()
    assert await focused(chats) == "+"
    await chats.picture("focus")
    await tab_to(chats, "Check out")
    await keyboard.press("Enter")
    await expect(ada.get_by_text("Order 42: completed")).to_be_visible()
    await tab_to(chats, "Cart", back=True)
    await keyboard.press("Enter")
    await expect(chats.page.get_by_role("alertdialog")).to_be_visible()
    assert await focused(chats) == "OK"
    await keyboard.press("Escape")
    await expect(chats.page.get_by_role("alertdialog")).to_have_count(0)
    assert await focused(chats) == "Cart"


async def test_messages_are_walked_edited_and_answered_by_keys(
    open_page: OpenPage, shop_sandbox: ControlRoutes
) -> None:
    """Up in an empty field edits; arrows walk over messages; R answers."""
    chats = await open_page(shop_sandbox.url)
    keyboard, ada = chats.page.keyboard, chats.chat_of("Ada")
    await chats.say("Ada", "helo")
    await expect(ada.get_by_text("You said: helo")).to_be_visible()
    await keyboard.press("ArrowUp")
    await expect(chats.field_of("Ada")).to_have_value("helo")
    await keyboard.press("Control+A")
    await keyboard.type("hello")
    await keyboard.press("Enter")
    await expect(ada.get_by_text("Now it says: hello")).to_be_visible()
    await tab_to(chats, "Chat of Ada with Quintet", back=True)
    await keyboard.press("ArrowUp")
    assert (await focused(chats)).startswith("Quintet, ")
    await keyboard.press("r")
    await expect(ada.get_by_text("Reply to Quintet")).to_be_visible()
    await chats.picture("reply")
    await keyboard.type("thanks")
    await keyboard.press("Enter")
    await expect(ada.get_by_text("You said: thanks")).to_be_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
async def test_on_a_phone_one_chat_is_shown_at_a_time(
    open_page: OpenPage, shop_sandbox: ControlRoutes, scheme: str
) -> None:
    """Tabs for people, news counted on them, and nothing wider than the screen."""
    chats = await open_page(shop_sandbox.url, size=PHONE, scheme=scheme)
    await expect(chats.chat_of("Ada")).to_be_visible()
    await expect(chats.chat_of("Bruno")).to_be_hidden()
    await chats.chat_of("Ada").get_by_role("button", name="Start").tap()
    await chats.say("Ada", "/catalogue")
    await chats.chat_of("Ada").get_by_role("button", name="+").tap()
    await expect(chats.chat_of("Ada").get_by_text("1 at £3.39")).to_be_visible()
    assert await chats.page.evaluate("document.documentElement.scrollWidth") == PHONE[0]
    await chats.picture("ada")
    bruno = chats.page.get_by_role("tab", name="Bruno")
    await bruno.tap()
    await expect(chats.chat_of("Ada")).to_be_hidden()
    await chats.say("Bruno", "hello")
    await expect(chats.chat_of("Bruno").get_by_text("You said: hello")).to_be_visible()
    number = await chats.chat_of("Bruno").get_attribute("data-chat")
    ada = chats.page.get_by_role("tab", name="Ada")
    await ada.tap()
    body = {"text": "from elsewhere"}
    url = f"{shop_sandbox.url}/sandbox/chats/{number}/messages"
    await chats.page.request.post(url, data=body)
    await expect(bruno.get_by_label("1 new")).to_be_visible()
    await chats.picture("unread")
    await ada.focus()
    await chats.page.keyboard.press("ArrowRight")
    await expect(chats.chat_of("Bruno")).to_be_visible()
    await expect(bruno.get_by_label("1 new")).to_have_count(0)


async def test_everything_that_can_be_pressed_on_a_phone_is_large_enough(
    open_page: OpenPage, shop_sandbox: ControlRoutes
) -> None:
    """At least 36 points high."""
    chats = await open_page(shop_sandbox.url, size=PHONE)
    await chats.chat_of("Ada").get_by_role("button", name="Start").tap()
    await chats.say("Ada", "/catalogue")
    await expect(chats.chat_of("Ada").get_by_role("button", name="Check out")).to_be_visible()
    small = await chats.page.evaluate(
        """[...document.querySelectorAll("button, summary, textarea")]
            .filter((each) => each.offsetParent && !each.closest(".bubble"))
            .filter((each) => each.getBoundingClientRect().height < 36)
            .map((each) => each.outerHTML)"""
    )
    assert small == []
