"""What the orders package answers."""

from aiogram import F, Router
from aiogram.filters import Command

from bot_service.interface.telegram.orders.ask_for_refund import ask_for_refund, take_reason
from bot_service.interface.telegram.orders.browse_orders import (
    open_order,
    show_order,
    show_orders,
    turn_orders,
)
from bot_service.interface.telegram.orders.buttons import OpenOrders, OrderButton, OrderStep
from bot_service.interface.telegram.orders.cancel_order import ask_to_cancel, cancel_order
from bot_service.interface.telegram.orders.order_again import order_again
from bot_service.interface.telegram.orders.states import RefundStates


def build_router() -> Router:
    """A new router of the orders."""
    router = Router(name="orders")
    router.message.register(show_orders, Command("orders"))
    router.message.register(take_reason, RefundStates.reason, F.text, ~F.text.startswith("/"))
    press = router.callback_query
    press.register(turn_orders, OpenOrders.filter())
    press.register(open_order, OrderButton.filter(F.step == OrderStep.OPEN))
    press.register(show_order, OrderButton.filter(F.step == OrderStep.SHOW))
    press.register(ask_to_cancel, OrderButton.filter(F.step == OrderStep.ASK_CANCEL))
    press.register(cancel_order, OrderButton.filter(F.step == OrderStep.CANCEL))
    press.register(order_again, OrderButton.filter(F.step == OrderStep.AGAIN))
    press.register(ask_for_refund, OrderButton.filter(F.step == OrderStep.REFUND))
    return router
