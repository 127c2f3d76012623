"""From the cart to the summary."""

from uuid import uuid4

import pytest
from bot_service.interface.telegram.checkout.buttons import (
    ChangeAddress,
    ChoosePayment,
    UseLastAddress,
)
from bot_service.interface.telegram.checkout.states import CheckoutStates

from tests.unit.bot_service.journey.chat_scene import ADDRESS, ChatScene


async def begun(scene: ChatScene, name: str = "Lamp") -> None:
    """The bot asks for the address."""
    await scene.fills_cart(await scene.sells(name))
    await scene.says("/cart")
    await scene.taps("Check out")


async def test_a_stranger_registers_on_the_way(scene: ChatScene) -> None:
    """The cart stays, and the checkout goes on."""
    await begun(scene)
    assert "One tap is enough" in scene.last.text
    await scene.taps("Register with one tap")
    assert "Where shall we send it?" in scene.last.text
    assert scene.phone.toasts[-1] == "🎉 Your account is ready!"


async def test_registering_for_a_checkout_with_an_empty_cart_shows_it(scene: ChatScene) -> None:
    """The button is old, the cart was emptied since."""
    await begun(scene)
    register = scene.tap("Register with one tap")
    await scene.presses("empty")
    await scene.deliver(register)
    assert "Your cart is empty" in scene.last.text


async def test_beginning_twice_goes_on_with_the_same_checkout(customer: ChatScene) -> None:
    """Both messages' buttons are good."""
    await begun(customer)
    first = await customer.checkout()
    await customer.says("/cart")
    await customer.taps("Check out")
    assert await customer.checkout() == first


async def test_another_cart_is_another_checkout(customer: ChatScene) -> None:
    """An old button must not buy the new cart."""
    await begun(customer)
    first = await customer.checkout()
    await begun(customer, "Vase")
    assert (await customer.checkout()).id != first.id


async def test_an_empty_cart_cannot_be_checked_out(customer: ChatScene) -> None:
    """By a button from before."""
    await customer.presses("checkout")
    assert "Your cart is empty" in customer.last.text


async def test_what_is_gone_is_told_before_the_address_is_asked(customer: ChatScene) -> None:
    """The cart is shown without it."""
    lamp = await customer.sells("Lamp")
    await customer.fills_cart(lamp, await customer.sells("Vase"))
    await customer.says("/cart")
    await customer.changes(lamp, is_active=False)
    await customer.taps("Check out")
    assert "not for sale any more" in customer.last.text
    assert "Lamp" not in customer.last.text


async def test_two_currencies_make_two_orders(customer: ChatScene) -> None:
    """The cart shows both totals."""
    await customer.fills_cart(
        await customer.sells("Lamp"), await customer.sells("Vase", "4", "EUR")
    )
    await customer.says("/cart")
    assert "Total: £2.55 + €4.00" in customer.last.text
    await customer.taps("Check out")
    assert "different currencies" in customer.phone.alerts[-1]


async def test_an_address_that_is_none_is_asked_for_again(customer: ChatScene) -> None:
    """The checkout goes on."""
    await begun(customer)
    await customer.says("at home")
    assert "could not quite read" in customer.last.text
    await customer.says(ADDRESS)
    assert "How would you like to pay?" in customer.last.text


async def test_an_address_that_is_delivered_twice_is_no_search(customer: ChatScene) -> None:
    """It was answered; nothing more is said."""
    await begun(customer)
    update = await customer.says(ADDRESS)
    answered = len(customer.phone.messages)
    await customer.deliver(update)
    assert len(customer.phone.messages) == answered


async def test_an_address_whose_note_was_lost_is_read_again(customer: ChatScene) -> None:
    """Until it is kept, the text is an address."""
    await begun(customer)
    update = customer.text(ADDRESS)
    customer.world.dialogues.losses = 1
    with pytest.raises(Exception, match="redis"):
        await customer.deliver(update)
    await customer.deliver(update)
    await customer.taps("Test card that pays")
    assert "W1U 8ED London" in customer.last.text


async def test_a_command_is_no_address(customer: ChatScene) -> None:
    """And the bot still waits for one."""
    await begun(customer)
    await customer.says("/cart")
    assert "Your cart" in customer.last.text
    await customer.says(ADDRESS)
    assert "How would you like to pay?" in customer.last.text


async def test_an_address_without_a_checkout_is_answered(customer: ChatScene) -> None:
    """What the bot remembers was damaged."""
    await customer.remembers(step=CheckoutStates.address.state)
    await customer.says(ADDRESS)
    assert "could not quite read" in customer.last.text


async def test_the_last_address_is_offered(customer: ChatScene) -> None:
    """After the first order."""
    await customer.fills_cart(await customer.sells("Lamp"))
    await customer.goes_to_summary()
    await customer.taps("Buy now")
    await begun(customer, "Vase")
    assert "221B Baker Street" in customer.last.text
    await customer.taps("Same as last time")
    await customer.taps("Test card that pays")
    assert "221B Baker Street" in customer.last.text


async def test_nobody_sends_to_an_address_that_was_never_given(customer: ChatScene) -> None:
    """The button was made up, or is of another checkout."""
    await begun(customer)
    checkout = await customer.checkout()
    await customer.presses(UseLastAddress(checkout_id=checkout.id))
    await customer.presses(UseLastAddress(checkout_id=uuid4()))
    assert ["out of date" in alert for alert in customer.phone.alerts] == [True, True]


async def test_the_address_can_be_changed_at_the_end(customer: ChatScene) -> None:
    """And the way to pay is asked for again."""
    await customer.fills_cart(await customer.sells("Lamp"))
    await customer.goes_to_summary()
    await customer.taps("Other address")
    await customer.says("Grace Hopper, 1 Navy Yard, Arlington 22202, USA")
    await customer.taps("Test card that is declined")
    assert "Grace Hopper, 1 Navy Yard, 22202 Arlington, US" in customer.last.text


async def test_old_buttons_change_no_address_and_choose_no_payment(customer: ChatScene) -> None:
    """Nor does a way to pay that nobody offered."""
    await begun(customer)
    await customer.says(ADDRESS)
    checkout = await customer.checkout()
    await customer.presses(ChangeAddress(checkout_id=uuid4()))
    await customer.presses(ChoosePayment(checkout_id=uuid4(), choice=0))
    await customer.presses(ChoosePayment(checkout_id=checkout.id, choice=7))
    assert ["out of date" in alert for alert in customer.phone.alerts] == [True, True, True]


async def test_back_to_the_cart_ends_the_checkout(customer: ChatScene) -> None:
    """What is typed then is a search again."""
    await begun(customer)
    await customer.taps("Back to the cart")
    assert "Your cart" in customer.last.text
    await customer.says("lamp")
    assert "Found for “lamp”" in customer.last.text
