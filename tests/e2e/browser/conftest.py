"""A real headless Chromium that looks at the chat page, and keeps pictures of what it saw."""

import os
import re
import shutil
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import pytest
from playwright.async_api import Browser, Locator, Page, async_playwright, expect

from tests.e2e.browser.shop_bot import shop_bot
from tests.fixtures.telegram_people import ControlRoutes, telegram_sandbox

ARTEFACTS = Path(__file__).parents[3] / "test_artefacts" / "chat_page"
WIDE = (1280, 800)
PHONE = (390, 844)
_PATIENCE_MILLISECONDS = 60_000


@pytest.fixture(scope="session")
async def browser() -> AsyncIterator[Browser]:
    """Debian's Chromium, or the one that QUINTET_CHROMIUM names."""
    found = os.environ.get("QUINTET_CHROMIUM") or shutil.which("chromium")
    if found is None:
        pytest.skip("there is no chromium: apt-get install chromium")
    expect.set_options(timeout=_PATIENCE_MILLISECONDS)
    arguments = ["--no-sandbox"] if os.geteuid() == 0 else []
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=found, args=arguments)
        yield browser
        await browser.close()


@dataclass
class ChatPage:
    """An open chat page.

    Attributes:
        page: Playwright's page.
        test: The name of the test, for pictures.
    """

    page: Page
    test: str

    def chat_of(self, name: str) -> Locator:
        """The chat of a person."""
        return self.page.get_by_role("region", name=name, exact=True)

    def field_of(self, name: str) -> Locator:
        """Where a person writes."""
        return self.page.get_by_role("combobox", name=f"Message from {name}")

    async def say(self, name: str, text: str) -> None:
        """Let a person write."""
        await self.field_of(name).fill(text)
        await self.field_of(name).press("Enter")

    def newest_of(self, name: str) -> Locator:
        """The last message in a chat."""
        return self.chat_of(name).get_by_role("article").last

    async def picture(self, name: str) -> None:
        """Keep a picture of what is seen now."""
        ARTEFACTS.mkdir(parents=True, exist_ok=True)
        path = ARTEFACTS / f"{self.test}_{name}.png"
        await self.page.screenshot(path=path, animations="disabled")


class OpenPage(Protocol):
    """Opens pages."""

    async def __call__(
        self, url: str, size: tuple[int, int] = WIDE, scheme: str = "light"
    ) -> ChatPage:
        """Open an address in a fresh profile; the scheme is light or dark."""
        ...


@pytest.fixture
async def open_page(browser: Browser, request: pytest.FixtureRequest) -> AsyncIterator[OpenPage]:
    """Opens pages; in the end none of them may have complained."""
    contexts = []
    complaints: list[str] = []

    async def open_one(url: str, size: tuple[int, int] = WIDE, scheme: str = "light") -> ChatPage:
        context = await browser.new_context(
            viewport={"width": size[0], "height": size[1]},
            color_scheme="dark" if scheme == "dark" else "light",
            has_touch=size == PHONE,
            locale="en-GB",
        )
        contexts.append(context)
        page = await context.new_page()
        page.set_default_timeout(_PATIENCE_MILLISECONDS)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on(
            "console",
            lambda said: complaints.append(said.text) if said.type == "error" else None,
        )
        await page.goto(url)
        await page.wait_for_selector("html[data-ready]")
        return ChatPage(page, re.sub(r"\W+", "_", request.node.name).removeprefix("test_"))

    yield open_one
    for context in contexts:
        await context.close()
    assert complaints == []


@pytest.fixture(scope="session")
async def shop_sandbox() -> AsyncIterator[ControlRoutes]:
    """A sandbox with the small shop's bot."""
    async with telegram_sandbox() as routes, shop_bot(routes.url):
        yield routes
