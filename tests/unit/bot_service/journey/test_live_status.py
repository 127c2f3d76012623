"""What a chat hears of an order, and when."""

from uuid import UUID

import pytest
from aiogram.exceptions import TelegramNetworkError
from aiogram.methods import EditMessageText
from bot_service.interface.telegram.orders.buttons import OrderButton, OrderStep
from business_hexagon.application.commands.ordering.order_request import LineRequest
from business_hexagon.domain.chats.chat import chat_account_id
from business_hexagon.domain.identity.role import Role

from tests.unit.bot_service.journey.chat_phone import CHAT_ID
from tests.unit.bot_service.journey.chat_scene import ChatScene


async def bought(scene: ChatScene, card: str = "Test card that pays") -> UUID:
    """The customer has bought a lamp in the chat."""
    await scene.fills_cart(await scene.sells("Lamp"))
    await scene.goes_to_summary(card)
    await scene.taps("Buy now")
    return scene.orders[-1].id


async def bought_elsewhere(scene: ChatScene) -> UUID:
    """The customer has bought a lamp by the API."""
    lamp = await scene.sells("Lamp")
    command = scene.an_order(lamp, chat_account_id(CHAT_ID))
    await scene.world.shop.place_order.execute(command)
    await scene.world.shop.settle()
    return scene.orders[-1].id


async def test_the_message_changes_and_one_notification_comes(customer: ChatScene) -> None:
    """However often the events come, and in whatever order."""
    order_id = await bought(customer)
    shown = customer.last
    await customer.world.shop.settle()
    event = await customer.hears("order.completed", order_id)
    assert "Completed" in shown.text
    assert customer.last.text.startswith("✅ Your order")

    told = len(customer.phone.messages)
    await customer.hears_again(event)
    await customer.hears("order.confirmed", order_id)
    assert len(customer.phone.messages) == told
    assert "Completed" in shown.text


async def test_news_are_told_once_though_the_order_was_opened_again_meanwhile(
    customer: ChatScene,
) -> None:
    """An event comes twice after a crash, and so does the tap that shows the order."""
    order_id = await bought(customer)
    await customer.world.shop.settle()
    event = await customer.hears("order.completed", order_id)
    await customer.presses(OrderButton(order_id=order_id, step=OrderStep.OPEN))
    told = len(customer.phone.messages)
    await customer.hears_again(event)
    assert len(customer.phone.messages) == told


async def test_a_declined_card_is_told_in_plain_words(customer: ChatScene) -> None:
    """Nothing was charged."""
    order_id = await bought(customer, "Test card that is declined")
    shown = customer.last
    await customer.world.shop.settle()
    await customer.hears("order.cancelled", order_id)
    assert "The payment did not go through" in shown.text
    assert "About your order" in customer.last.text

    again = await customer.taps("Order it again")
    await customer.deliver(again)
    assert "<b>Total: £2.55</b>" in customer.last.text
    await customer.taps("Check out")
    assert "Where shall we send it?" in customer.last.text


async def test_whoever_is_muted_sees_the_message_change_and_hears_nothing(
    customer: ChatScene,
) -> None:
    """As it was promised."""
    order_id = await bought(customer)
    shown = customer.last
    await customer.says("/mute")
    await customer.world.shop.settle()
    told = len(customer.phone.messages)
    await customer.hears("order.completed", order_id)
    assert "Completed" in shown.text
    assert len(customer.phone.messages) == told


async def test_money_that_went_back_is_told_with_its_amount(customer: ChatScene) -> None:
    """As the event says it."""
    order_id = await bought(customer)
    await customer.world.shop.settle()
    await customer.hears("payment.refunded", order_id, amount="2.55", currency="GBP")
    assert "£2.55 of your order" in customer.last.text


async def test_a_declined_refund_is_told_with_its_reason(customer: ChatScene) -> None:
    """Escaped: a colleague wrote it."""
    order_id = await bought(customer)
    await customer.world.shop.settle()
    await customer.hears("refund_request.declined", order_id, reason="worn <out>")
    assert "worn &lt;out&gt;" in customer.last.text


async def test_an_order_from_elsewhere_is_told_at_its_end(customer: ChatScene) -> None:
    """In a new message, which is followed from then on."""
    order_id = await bought_elsewhere(customer)
    told = len(customer.phone.messages)
    await customer.hears("order.confirmed", order_id)
    assert len(customer.phone.messages) == told
    await customer.hears("order.completed", order_id)
    assert "is completed" in customer.last.text
    shown = customer.world.status_messages.shown[order_id]
    assert shown.message_id == customer.last.message_id
    await customer.hears("order.refund_requested", order_id)
    assert "Order" in customer.last.text
    assert "Total: £2.55" in customer.last.text


async def test_a_message_that_was_deleted_is_followed_by_a_new_one(customer: ChatScene) -> None:
    """With the next news; what is none is let go."""
    order_id = await bought(customer)
    deleted = customer.last.message_id
    del customer.phone.messages[deleted]
    await customer.world.shop.settle()
    await customer.hears("order.confirmed", order_id)
    told = len(customer.phone.messages)
    await customer.hears("order.completed", order_id)
    assert len(customer.phone.messages) == told + 1
    assert "📦 My orders" in customer.last.buttons


async def test_nobody_hears_of_an_order_without_a_customer_in_a_chat(customer: ChatScene) -> None:
    """Guests, people who never wrote, and people who have disconnected."""
    lamp = await customer.sells("Lamp")
    others = await customer.world.shop.place(LineRequest(product_id=lamp, quantity=1))
    mine = await bought_elsewhere(customer)
    shown_before = await bought(customer)
    await customer.world.shop.settle()
    await customer.presses("unlink")
    told = dict(customer.phone.messages)
    for order_id in (others, mine, shown_before):
        await customer.hears("order.completed", order_id)
    assert customer.phone.messages == told


async def test_a_chat_that_speaks_for_somebody_else_now_hears_nothing(
    customer: ChatScene,
) -> None:
    """Even if that somebody may see all orders."""
    order_id = await bought(customer)
    await customer.world.shop.settle()
    await customer.is_given_to(UUID(int=77), Role.STAFF)
    told = customer.last
    await customer.hears("order.completed", order_id)
    assert customer.last is told
    await customer.is_given_to(UUID(int=78), Role.CUSTOMER)
    told = customer.last
    await customer.hears("order.completed", order_id)
    assert customer.last is told


async def test_a_customer_with_another_chat_hears_of_orders_there(customer: ChatScene) -> None:
    """And sees them there from then on."""
    order_id = await bought(customer)
    shown = customer.world.status_messages.shown
    shown[order_id] = shown[order_id].model_copy(update={"chat_id": CHAT_ID + 1})
    await customer.world.shop.settle()
    told = len(customer.phone.messages)
    await customer.hears("order.confirmed", order_id)
    assert len(customer.phone.messages) == told
    event = await customer.hears("order.completed", order_id)
    assert "is completed" in customer.last.text
    assert shown[order_id].chat_id == CHAT_ID
    await customer.hears_again(event)
    assert len(customer.phone.messages) == told + 1


async def test_what_is_not_about_an_order_is_let_pass(customer: ChatScene) -> None:
    """The table would not send it here."""
    order_id = await bought(customer)
    told = len(customer.phone.messages)
    await customer.hears("task.due", order_id)
    assert len(customer.phone.messages) == told


async def test_news_come_again_when_telegram_is_away(customer: ChatScene) -> None:
    """The event stays in its queue."""
    order_id = await bought(customer)
    await customer.world.shop.settle()
    customer.phone.failures["EditMessageText"] = TelegramNetworkError(
        EditMessageText(text=""), "away"
    )
    with pytest.raises(TelegramNetworkError):
        await customer.hears("order.completed", order_id)
    await customer.hears("order.completed", order_id)
    assert "is completed" in customer.last.text


async def test_news_speak_the_language_of_the_chat(customer: ChatScene) -> None:
    """That of the message while nothing was chosen; then what was chosen."""
    customer.language_code = "de"
    await customer.fills_cart(await customer.sells("Lampe"))
    await customer.says("/cart")
    await customer.taps("Zur Kasse")
    await customer.says("Erika Mustermann\nHeidestraße 17\n51147 Köln\nDeutschland")
    await customer.taps("Test card that pays")
    await customer.taps("Jetzt kaufen")
    order_id = customer.orders[-1].id
    assert "51147 Köln, DE" in customer.last.text
    await customer.world.shop.settle()
    await customer.hears("order.completed", order_id)
    assert "Deine Bestellung" in customer.last.text
    await customer.presses("language:en")
    await customer.hears("payment.refunded", order_id, amount="2.55", currency="GBP")
    assert "£2.55 of your order" in customer.last.text
