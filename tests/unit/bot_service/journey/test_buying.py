"""From the last question to an order, once, whatever is tapped twice or lost on the way."""

from uuid import uuid4

import pytest
from aiogram.exceptions import TelegramNetworkError
from aiogram.methods import EditMessageText
from bot_service.interface.telegram.checkout.buttons import ChoosePayment, ConfirmOrder
from business_hexagon.application.errors import StorageUnavailable

from tests.unit.bot_service.journey.chat_scene import ChatScene
from tests.unit.bot_service.request_line import names_its_request

NOTHING_ORDERED = "out of date"
TIMES = "\N{MULTIPLICATION SIGN}"


async def at_the_summary(scene: ChatScene, *names: str) -> None:
    """Everything is said but yes."""
    await scene.fills_cart(*[await scene.sells(name) for name in names or ("Lamp",)])
    await scene.goes_to_summary()


async def test_somebody_buys_two_things(customer: ChatScene) -> None:
    """And the message of the last question tells from then on how the order is doing."""
    lamp, vase = await customer.sells("Lamp", "2.50"), await customer.sells("Vase", "10")
    await customer.fills_cart(lamp, vase)

    await customer.goes_to_summary()
    summary = customer.last
    assert "Total: £12.50" in summary.text
    assert "Ada Lovelace, 221B Baker Street, W1U 8ED London, GB" in summary.text
    assert "Test card that pays" in summary.text

    await customer.taps("Buy now")
    (order,) = customer.orders
    assert "We have your order" in summary.text
    assert (order.shipping_address.recipient, order.payment_method) == (
        "Ada Lovelace",
        "card_approve",
    )
    shown = customer.world.status_messages.shown[order.id]
    assert shown.message_id == summary.message_id
    await customer.says("/cart")
    assert "empty" in customer.last.text


async def test_two_taps_place_one_order(customer: ChatScene) -> None:
    """The second one shows it."""
    await at_the_summary(customer)
    first = customer.tap("Buy now")
    second = customer.tap("Buy now")
    await customer.deliver(first)
    await customer.deliver(second)
    assert len(customer.orders) == 1
    assert customer.phone.toasts[-1] == "You have ordered this already. Here it is!"


async def test_a_press_that_is_delivered_twice_places_one_order(customer: ChatScene) -> None:
    """As after a crash between the answer and the mark that it was handled."""
    await at_the_summary(customer)
    await customer.deliver(await customer.taps("Buy now"))
    assert len(customer.orders) == 1
    assert "We have your order" in customer.last.text


async def test_an_order_whose_answer_was_lost_is_shown_when_the_press_comes_again(
    customer: ChatScene,
) -> None:
    """The order is placed; the connection to Telegram breaks."""
    await at_the_summary(customer)
    press = customer.tap("Buy now")
    customer.phone.failures["EditMessageText"] = TelegramNetworkError(
        EditMessageText(text=""), "away"
    )
    with pytest.raises(TelegramNetworkError):
        await customer.deliver(press)
    assert len(customer.orders) == 1
    assert "Buy now" in str(customer.last.buttons)

    await customer.deliver(press)
    assert len(customer.orders) == 1
    assert "We have your order" in customer.last.text


async def test_an_order_that_the_bot_forgot_to_note_is_found_again(customer: ChatScene) -> None:
    """The order is placed; what the bot remembers of the chat could not be saved."""
    await at_the_summary(customer)
    press = customer.tap("Buy now")
    customer.world.dialogues.losses = 1
    with pytest.raises(StorageUnavailable):
        await customer.deliver(press)

    await customer.deliver(press)
    assert len(customer.orders) == 1
    assert "We have your order" in customer.last.text


async def test_an_answer_that_was_lost_on_its_way_back_places_one_order(
    customer: ChatScene,
) -> None:
    """The data service wrote the order and could not say so."""
    await at_the_summary(customer)
    press = customer.tap("Buy now")
    customer.world.shop.plain_writes.lost_after = 1
    with pytest.raises(StorageUnavailable):
        await customer.deliver(press)

    await customer.deliver(press)
    assert len(customer.orders) == 1


async def test_a_restarted_bot_knows_where_the_customer_was(customer: ChatScene) -> None:
    """In the middle of the checkout."""
    await at_the_summary(customer)
    await customer.open()
    await customer.taps("Buy now")
    assert len(customer.orders) == 1


async def test_a_button_of_an_older_checkout_buys_nothing(customer: ChatScene) -> None:
    """Nor one that somebody made up, nor one that comes before everything is said."""
    await at_the_summary(customer)
    older = customer.tap("Buy now")
    await customer.fills_cart(await customer.sells("Vase"))
    await customer.says("/cart")
    await customer.taps("Check out")

    await customer.deliver(older)
    await customer.presses(ConfirmOrder(checkout_id=uuid4()))
    assert customer.orders == []
    assert [NOTHING_ORDERED in alert for alert in customer.phone.alerts] == [True, True]


async def test_nothing_is_bought_before_everything_is_said(customer: ChatScene) -> None:
    """A button of one's own making bears the right checkout, and still lacks an address."""
    await customer.fills_cart(await customer.sells("Lamp"))
    await customer.says("/cart")
    await customer.taps("Check out")
    checkout = await customer.checkout()

    await customer.presses(ConfirmOrder(checkout_id=checkout.id))
    await customer.presses(ChoosePayment(checkout_id=checkout.id, choice=0))
    assert customer.orders == []
    assert [NOTHING_ORDERED in alert for alert in customer.phone.alerts] == [True, True]


async def test_another_price_is_shown_before_anything_is_bought(customer: ChatScene) -> None:
    """The customer agreed to the old one."""
    lamp = await customer.sells("Lamp", "2.50")
    await customer.fills_cart(lamp)
    await customer.goes_to_summary()
    await customer.changes(lamp, price="3")

    await customer.taps("Buy now")
    assert customer.orders == []
    assert "The price has just changed" in customer.last.text
    assert names_its_request(customer.last.text)
    assert "£3.00" in customer.last.text

    await customer.taps("Buy now")
    (order,) = customer.orders
    assert str(order.total.amount) == "3.0000"


async def test_a_product_that_is_gone_leads_back_to_the_cart(customer: ChatScene) -> None:
    """With what is left."""
    lamp, vase = await customer.sells("Lamp"), await customer.sells("Vase")
    await customer.fills_cart(lamp, vase)
    await customer.goes_to_summary()
    await customer.changes(lamp, is_active=False)

    await customer.taps("Buy now")
    assert customer.orders == []
    assert "not for sale any more" in customer.last.text
    assert "Vase" in customer.last.text


async def test_a_product_that_is_gone_is_told_even_when_the_cart_lost_it_before(
    customer: ChatScene,
) -> None:
    """The checkout still holds it."""
    lamp = await customer.sells("Lamp")
    await customer.fills_cart(lamp)
    await customer.goes_to_summary()
    buy = customer.tap("Buy now")
    await customer.presses(f"put:{lamp.hex}:0:card")
    await customer.changes(lamp, is_active=False)

    await customer.deliver(buy)
    assert "not for sale any more" in customer.last.text


async def test_whoever_disconnected_meanwhile_is_asked_who_it_is(customer: ChatScene) -> None:
    """An order is somebody's."""
    await at_the_summary(customer)
    summary, buy = customer.last, customer.tap("Buy now")
    await customer.presses("unlink")
    await customer.deliver(buy)
    assert customer.orders == []
    assert "get you an account" in summary.text


async def test_what_was_put_into_the_cart_after_the_summary_stays_there(
    customer: ChatScene,
) -> None:
    """The summary is what is bought."""
    lamp, vase, mug = [await customer.sells(name) for name in ("Lamp", "Vase", "Mug")]
    await customer.fills_cart(lamp, mug)
    await customer.goes_to_summary()
    buy = customer.tap("Buy now")
    await customer.presses(f"put:{lamp.hex}:3:card")
    await customer.fills_cart(vase)
    await customer.presses(f"put:{mug.hex}:0:card")

    await customer.deliver(buy)
    (order,) = customer.orders
    assert sorted(line.quantity.value for line in order.lines) == [1, 1]
    await customer.says("/cart")
    assert f"2 {TIMES} Lamp" in customer.last.text
    assert f"1 {TIMES} Vase" in customer.last.text
    assert "Mug" not in customer.last.text
