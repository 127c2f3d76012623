"""One's orders: lists, details, second thoughts."""

from uuid import UUID, uuid4

import pytest
from aiogram.exceptions import TelegramNetworkError
from aiogram.methods import SendMessage
from bot_service.interface.telegram.orders.buttons import OpenOrders, OrderButton, OrderStep
from bot_service.interface.telegram.orders.states import RefundStates
from business_hexagon.application.commands.ordering.order_request import LineRequest
from business_hexagon.domain.chats.chat import chat_account_id
from business_hexagon.domain.identity.role import Role
from business_hexagon.domain.ordering.order_status import OrderStatus
from business_hexagon.domain.ordering.refund_request import RefundRequest

from tests.fakes.in_memory_shop import CUSTOMER
from tests.unit.bot_service.journey.chat_phone import CHAT_ID
from tests.unit.bot_service.journey.chat_scene import ChatScene
from tests.unit.bot_service.request_line import names_its_request


async def ordered(scene: ChatScene, *, is_settled: bool = False) -> UUID:
    """The customer has bought a lamp."""
    await scene.fills_cart(await scene.sells("Lamp"))
    await scene.goes_to_summary()
    await scene.taps("Buy now")
    if is_settled:
        await scene.world.shop.settle()
    return scene.orders[-1].id


def requests(scene: ChatScene) -> list[RefundRequest]:
    """All wishes for refunds."""
    return list(scene.world.shop.storage.all_of(RefundRequest))


async def test_a_stranger_has_no_orders(scene: ChatScene) -> None:
    """And is offered an account."""
    await scene.says("/orders")
    assert "✨ Register with one tap" in scene.last.buttons


async def test_no_orders_yet(customer: ChatScene) -> None:
    """The catalogue is near."""
    await customer.says("/orders")
    assert "not ordered anything yet" in customer.last.text


async def test_orders_are_listed_by_pages(customer: ChatScene) -> None:
    """Newest first, six on each."""
    lamp = await customer.sells("Lamp")
    for _ in range(8):
        await customer.world.shop.place_order.execute(
            customer.an_order(lamp, chat_account_id(CHAT_ID))
        )
    await customer.says("/orders")
    shown = customer.last
    assert len([one for one in shown.buttons if "⏳" in one]) == 6
    await customer.taps("Older")
    assert len([one for one in shown.buttons if "⏳" in one]) == 2
    await customer.taps("Newer")
    assert "Older ▶" in shown.buttons
    assert shown.edits == 2


async def test_a_list_of_orders_ends(customer: ChatScene, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where nobody turns any more pages."""
    monkeypatch.setattr("bot_service.interface.telegram.orders.order_list.MOST_PAGES", 1)
    lamp = await customer.sells("Lamp")
    for _ in range(7):
        await customer.world.shop.place_order.execute(
            customer.an_order(lamp, chat_account_id(CHAT_ID))
        )
    await customer.says("/orders")
    assert "Older ▶" not in customer.last.buttons


async def test_an_order_opens_below_its_list(customer: ChatScene) -> None:
    """And that message is followed from then on; its own button opens the list below it."""
    order_id = await ordered(customer)
    await customer.says("/orders")
    listed = customer.last
    await customer.taps("⏳")
    assert "We have your order" in customer.last.text
    shown = customer.world.status_messages.shown[order_id]
    assert shown.message_id == customer.last.message_id != listed.message_id
    await customer.taps("My orders")
    assert "Your orders" in customer.last.text
    assert "We have your order" in customer.phone.messages[shown.message_id].text


async def test_somebody_elses_order_is_not_shown(customer: ChatScene) -> None:
    """Nor one that never was; nobody learns which."""
    lamp = await customer.sells("Lamp")
    others = await customer.world.shop.place(LineRequest(product_id=lamp, quantity=1))
    before = len(customer.phone.messages)
    for order_id in (others, uuid4()):
        for step in OrderStep:
            if step is not OrderStep.ASK_CANCEL:
                await customer.presses(OrderButton(order_id=order_id, step=step))
    assert len(customer.phone.alerts) == 10
    assert len(customer.phone.messages) == before
    assert customer.world.status_messages.shown == {}


async def test_staff_look_at_orders_without_taking_their_news(customer: ChatScene) -> None:
    """Those are their customers'."""
    lamp = await customer.sells("Lamp")
    others = await customer.world.shop.place(LineRequest(product_id=lamp, quantity=1))
    await customer.becomes(Role.STAFF)
    await customer.presses(OrderButton(order_id=others, step=OrderStep.OPEN))
    assert "We have your order" in customer.last.text
    assert customer.world.status_messages.shown == {}
    await customer.world.shop.settle()
    await customer.presses(OrderButton(order_id=others, step=OrderStep.REFUND))
    assert "nothing to give back" in customer.phone.alerts[-1]
    assert customer.orders[0].user_id == CUSTOMER.user_id


async def test_an_order_is_cancelled_after_asking_once_more(customer: ChatScene) -> None:
    """The shop's answer comes as news."""
    order_id = await ordered(customer)
    shown = customer.last
    await customer.taps("Cancel the order")
    assert "✖️ Yes, cancel it" in shown.buttons
    await customer.taps("No, keep it")
    assert "✖️ Cancel the order" in shown.buttons

    await customer.taps("Cancel the order")
    again = await customer.taps("Yes, cancel it")
    await customer.deliver(again)
    assert customer.phone.toasts[-1] == "I am cancelling it …"
    await customer.world.shop.settle()
    await customer.hears("order.cancelled", order_id)
    assert customer.orders[0].status is OrderStatus.CANCELLED
    assert "as you wished" in shown.text
    assert "as you wished" in customer.last.text


async def test_a_completed_order_cannot_be_cancelled(customer: ChatScene) -> None:
    """But refunded: the message shows that button now."""
    await ordered(customer)
    await customer.taps("Cancel the order")
    await customer.world.shop.settle()
    await customer.taps("Yes, cancel it")
    assert "Too late to cancel" in customer.phone.alerts[-1]
    assert names_its_request(customer.phone.alerts[-1])
    assert "↩️ Ask for a refund" in customer.last.buttons


async def test_a_question_at_an_old_message_is_not_asked(customer: ChatScene) -> None:
    """Its buttons cannot be changed any more."""
    order_id = await ordered(customer)
    before = dict(customer.last.buttons)
    await customer.presses(OrderButton(order_id=order_id, step=OrderStep.ASK_CANCEL))
    assert customer.last.buttons == before


async def test_money_is_asked_back_in_ones_own_words(customer: ChatScene) -> None:
    """A colleague decides; meanwhile the button is gone."""
    order_id = await ordered(customer, is_settled=True)
    await customer.says("/orders")
    await customer.taps("✅")
    await customer.taps("Ask for a refund")
    assert "What is wrong with it?" in customer.last.text
    await customer.says("It came  broken\nand late")
    (request,) = requests(customer)
    assert (request.order_id, request.reason) == (order_id, "It came broken and late")
    assert "You asked for your money back" in customer.last.text
    assert "↩️ Ask for a refund" not in customer.last.buttons
    await customer.says("lamp")
    assert "Found for" in customer.last.text


async def test_a_reason_that_is_delivered_twice_asks_once(customer: ChatScene) -> None:
    """Whether its first answer was sent or not."""
    order_id = await ordered(customer, is_settled=True)
    await customer.presses(OrderButton(order_id=order_id, step=OrderStep.REFUND))
    update = customer.text("broken")
    customer.phone.failures["SendMessage"] = TelegramNetworkError(
        SendMessage(chat_id=1, text=""), "away"
    )
    with pytest.raises(TelegramNetworkError):
        await customer.deliver(update)
    await customer.deliver(update)
    answered = len(customer.phone.messages)
    await customer.deliver(update)
    assert len(requests(customer)) == 1
    assert len(customer.phone.messages) == answered
    assert "You asked for your money back" in customer.last.text


async def test_asking_twice_says_so(customer: ChatScene) -> None:
    """By a button that is still there, or by two questions at once."""
    order_id = await ordered(customer, is_settled=True)
    refund = OrderButton(order_id=order_id, step=OrderStep.REFUND)
    await customer.presses(refund)
    await customer.says("broken")
    await customer.presses(refund)
    assert "nothing to give back" in customer.phone.alerts[-1]
    await customer.remembers(RefundStates.reason.state, order_id)
    await customer.says("really broken")
    assert any("asked for this already" in one.text for one in customer.phone.messages.values())
    assert len(requests(customer)) == 1


async def test_what_cannot_be_refunded_ends_the_question(customer: ChatScene) -> None:
    """Else every further text would be refused."""
    order_id = await ordered(customer)
    await customer.remembers(RefundStates.reason.state, order_id)
    await customer.says("broken")
    assert requests(customer) == []
    assert (await customer.session()).step is None


async def test_a_reason_for_nothing_ends_the_question(customer: ChatScene) -> None:
    """What the bot remembers was damaged."""
    await customer.remembers(RefundStates.reason.state)
    await customer.says("broken")
    assert requests(customer) == []
    assert (await customer.session()).step is None


async def test_an_order_that_is_pending_has_nothing_to_refund(customer: ChatScene) -> None:
    """The button was made up."""
    order_id = await ordered(customer)
    await customer.presses(OrderButton(order_id=order_id, step=OrderStep.REFUND))
    assert "nothing to give back" in customer.phone.alerts[-1]


async def test_a_far_page_of_orders_is_empty(customer: ChatScene) -> None:
    """The button was made up."""
    await ordered(customer)
    await customer.presses(OpenOrders(page=70))
    assert "not ordered anything yet" in customer.last.text
