"""Putting things into the cart and taking them out."""

from uuid import uuid4

import pytest
from aiogram.exceptions import TelegramBadRequest
from aiogram.methods import SendMessage
from bot_service.interface.telegram.catalogue.buttons import OpenProduct

from tests.unit.bot_service.journey.chat_scene import ChatScene

PLUS, MINUS, TIMES = "\N{HEAVY PLUS SIGN}", "\N{HEAVY MINUS SIGN}", "\N{MULTIPLICATION SIGN}"


async def test_buttons_of_a_card_count(scene: ChatScene) -> None:
    """Up and down, and out again."""
    await scene.presses(OpenProduct(product_id=await scene.sells("Lamp")))
    await scene.taps("Add to cart")
    assert "1 in the cart" in scene.last.buttons
    await scene.taps(PLUS)
    assert "2 in the cart" in scene.last.buttons
    await scene.taps(MINUS)
    await scene.taps(MINUS)
    assert "🛒 Add to cart" in scene.last.buttons
    assert scene.phone.toasts[-1] == "Taken out of your cart"
    assert len(scene.phone.messages) == 1


async def test_tapping_twice_puts_one_piece_in(scene: ChatScene) -> None:
    """The button says how many there will be, not how many more."""
    await scene.presses(OpenProduct(product_id=await scene.sells("Lamp")))
    twice = scene.tap("Add to cart")
    await scene.deliver(twice)
    await scene.deliver(twice)
    assert "1 in the cart" in scene.last.buttons


async def test_buttons_of_the_cart_count(scene: ChatScene) -> None:
    """And its total follows."""
    await scene.fills_cart(await scene.sells("A lamp with a long name", "2.50"))
    await scene.says("/cart")
    assert f"1 {TIMES} A lamp with a long name — £2.50" in scene.last.text
    await scene.taps(PLUS)
    assert "<b>Total: £5.00</b>" in scene.last.text
    await scene.taps(MINUS)
    await scene.taps(MINUS)
    assert "Your cart is empty" in scene.last.text


async def test_the_card_knows_what_is_in_the_cart(scene: ChatScene) -> None:
    """Also when it is opened from there."""
    lamp = await scene.sells("Lamp")
    await scene.presses(f"put:{lamp.hex}:5:card")
    await scene.says("/cart")
    await scene.taps("Lamp")
    assert "5 in the cart" in scene.last.buttons


async def test_there_is_no_hundredth_piece(scene: ChatScene) -> None:
    """Neither by a button nor by one that was made up."""
    lamp = await scene.sells("Lamp")
    await scene.presses(f"put:{lamp.hex}:99:card")
    await scene.presses(OpenProduct(product_id=lamp))
    assert PLUS not in scene.last.buttons
    await scene.says("/cart")
    assert PLUS not in scene.last.buttons
    await scene.presses(f"put:{lamp.hex}:100:card")
    await scene.presses(f"put:{lamp.hex}:-1:card")
    await scene.says("/cart")
    assert f"99 {TIMES} Lamp" in scene.last.text


async def test_a_cart_holds_so_many_products(scene: ChatScene) -> None:
    """More would not fit into a message; pieces of what is in it do."""
    products = [await scene.sells(f"Lamp {number}") for number in range(26)]
    await scene.fills_cart(*products)
    assert "full to the brim" in scene.phone.alerts[-1]
    await scene.presses(f"put:{products[0].hex}:2:card")
    await scene.says("/cart")
    assert f"2 {TIMES} Lamp 0" in scene.last.text


async def test_what_is_gone_is_told_once(scene: ChatScene) -> None:
    """Then it is out of the cart."""
    lamp, vase = await scene.sells("Lamp"), await scene.sells("Vase")
    await scene.fills_cart(lamp, vase)
    await scene.changes(lamp, is_active=False)
    await scene.says("/cart")
    assert "not for sale any more" in scene.last.text
    await scene.says("/cart")
    assert "not for sale any more" not in scene.last.text


async def test_a_cart_whose_last_product_is_gone_says_why_it_is_empty(scene: ChatScene) -> None:
    """And offers the catalogue."""
    lamp = await scene.sells("Lamp")
    await scene.fills_cart(lamp)
    await scene.changes(lamp, is_active=False)
    await scene.says("/cart")
    assert "not for sale any more" in scene.last.text
    assert "empty" in scene.last.text


async def test_the_cart_is_emptied_by_one_tap(scene: ChatScene) -> None:
    """In place."""
    await scene.fills_cart(await scene.sells("Lamp"))
    await scene.says("/cart")
    await scene.taps("Empty")
    assert "Your cart is empty" in scene.last.text
    assert scene.last.edits == 1


async def test_the_cart_opens_by_a_button(scene: ChatScene) -> None:
    """In place of the menu."""
    await scene.says("/start")
    await scene.taps("Cart")
    assert "Your cart is empty" in scene.last.text


async def test_a_product_that_never_was_is_not_put_in(scene: ChatScene) -> None:
    """The button was made up."""
    await scene.presses(f"put:{uuid4().hex}:1:card")
    assert len(scene.phone.alerts) == 1
    await scene.says("/cart")
    assert "Your cart is empty" in scene.last.text


async def test_a_card_that_cannot_be_changed_still_counts(scene: ChatScene) -> None:
    """It is too old; or nothing about it changes."""
    lamp = await scene.sells("Lamp")
    await scene.presses(f"put:{lamp.hex}:3:card")
    await scene.presses(OpenProduct(product_id=lamp))
    await scene.taps("3 in the cart")
    assert scene.phone.toasts[-1] == "In your cart: 3"


async def test_another_refusal_to_change_a_card_is_a_fault(scene: ChatScene) -> None:
    """It is apologised for."""
    await scene.presses(OpenProduct(product_id=await scene.sells("Lamp")))
    scene.phone.failures["EditMessageReplyMarkup"] = TelegramBadRequest(
        SendMessage(chat_id=1, text=""), "Bad Request: BUTTON_DATA_INVALID"
    )
    with pytest.raises(TelegramBadRequest):
        await scene.taps("Add to cart")
