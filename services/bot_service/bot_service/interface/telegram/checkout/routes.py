"""What the checkout answers."""

from aiogram import F, Router

from bot_service.interface.telegram.checkout.buttons import (
    AbandonCheckout,
    BeginCheckout,
    ChangeAddress,
    ChoosePayment,
    ConfirmOrder,
    UseLastAddress,
)
from bot_service.interface.telegram.checkout.choose_payment import choose_payment
from bot_service.interface.telegram.checkout.confirm_order import confirm_order
from bot_service.interface.telegram.checkout.prepare_order import (
    abandon,
    begin,
    change_address,
    take_address,
    use_last_address,
)
from bot_service.interface.telegram.checkout.states import CheckoutStates


def build_router() -> Router:
    """A new router of the checkout."""
    router = Router(name="checkout")
    router.message.register(take_address, CheckoutStates.address, F.text, ~F.text.startswith("/"))
    router.callback_query.register(begin, BeginCheckout.filter())
    router.callback_query.register(use_last_address, UseLastAddress.filter())
    router.callback_query.register(change_address, ChangeAddress.filter())
    router.callback_query.register(choose_payment, ChoosePayment.filter())
    router.callback_query.register(confirm_order, ConfirmOrder.filter())
    router.callback_query.register(abandon, AbandonCheckout.filter())
    return router
