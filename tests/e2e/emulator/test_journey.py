"""The customer's journey through a Bot API emulator that we did not write, `telegram-test-api`."""

from typing import Final

import pytest

from tests.e2e.emulator.conftest import EmulatedShop
from tests.e2e.emulator.emulated_person import EmulatedPerson, Written

pytestmark = [pytest.mark.e2e, pytest.mark.xdist_group("telegram_emulator")]

ADDRESS: Final = "Ada Lovelace\n221B Baker Street\nW1U 8ED London\nUnited Kingdom"
KNOWN: Final = {
    *("getUpdates", "sendMessage", "editMessageText", "editMessageReplyMarkup"),
    "answerCallbackQuery",
}
"""Methods of the journey, all of which the emulator knows."""


async def goes_to_summary(ada: EmulatedPerson, *names: str) -> Written:
    """From the first word to the question whether to buy."""
    await ada.says("/start")
    await ada.reads("Hello, Ada, and welcome")
    await ada.taps("Register")
    await ada.reads("Your account is ready")
    await ada.taps("Catalogue")
    for name in names:
        await ada.taps(name)
        await ada.reads(name)
        await ada.taps("Add to cart")
        await ada.taps("Cart")
        await ada.reads(f"1 \N{MULTIPLICATION SIGN} {name}")
        await ada.taps("Catalogue")
        await ada.reads("Our catalogue")
    await ada.says("/cart")
    await ada.taps("Check out")
    await ada.reads("Where shall we send it?")
    await ada.says(ADDRESS)
    await ada.taps("Test card that pays")
    return await ada.reads("All good?")


async def test_somebody_registers_and_buys_two_products(
    emulated_shop: EmulatedShop, ada: EmulatedPerson
) -> None:
    """The message of the summary tells by its edits how the order goes, to its completion.

    Two things of the emulator are put right before the bot sees them, see `TelegramsWords`. It
    knows no photos, so the products have none; and it does not take off buttons that an edit
    leaves out, so that only texts are looked at. The menu of commands is refused (it knows no
    `setMyCommands`), and the bot works without.
    """
    lamp = await emulated_shop.sells("Emulated lamp", "2.50")
    vase = await emulated_shop.sells("Emulated vase", "10.00")

    summary = await goes_to_summary(ada, "Emulated lamp", "Emulated vase")
    assert "Total: £12.50" in summary.text
    assert "221B Baker Street" in summary.text
    await ada.taps("Buy now")
    status = await ada.becomes(summary, "Completed.")
    news = await ada.reads("is completed. Thank you")

    assert news.message_id > status.message_id
    orders = await emulated_shop.admin.get("/orders?all=true&status__eq=completed")
    assert [each["charge_amount"] for each in orders.items] == ["12.5000"]
    for product_id in (lamp, vase):
        stock = await emulated_shop.admin.get(f"/products/{product_id}/stock")
        assert (stock.body["free"], stock.body["sold"]) == (49, 1)
    called = emulated_shop.telegram.words.called
    assert {method for method, status in called if status == 200} == KNOWN
    assert {method for method, status in called if status != 200} == {"setMyCommands"}


async def test_two_taps_on_buy_place_one_order(
    emulated_shop: EmulatedShop, ada: EmulatedPerson
) -> None:
    """The emulator gives each update once, so the second one is a second tap, not a repetition."""
    bowl = await emulated_shop.sells("Emulated bowl", "7.00")
    summary = await goes_to_summary(ada, "Emulated bowl")
    buy = summary.button("Buy now")
    assert buy is not None

    await ada.presses(summary, buy)
    await ada.presses(summary, buy)
    await ada.becomes(summary, "Completed.")

    await ada.says("/cart")
    await ada.reads("Your cart is empty")
    stock = await emulated_shop.admin.get(f"/products/{bowl}/stock")
    assert (stock.body["free"], stock.body["sold"]) == (49, 1)


async def test_an_update_that_nobody_can_read_stands_in_nobodys_way(ada: EmulatedPerson) -> None:
    """A press by nobody, on a message without a number: the emulator passes on what it is given."""
    await ada.presses_without_a_name("anything")
    await ada.says("/start")
    await ada.reads("Hello, Ada")


async def test_our_own_sandbox_stays_off_when_there_is_a_token(emulated_shop: EmulatedShop) -> None:
    """Whoever has a bot of his own needs no stand-in."""
    names = {each.name for each in emulated_shop.watched.state.processes}
    assert "bot_service" in names
    assert "telegram_sandbox" not in names
