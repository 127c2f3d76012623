"""The summary: what the customer agrees to when he buys."""

from aiogram.fsm.context import FSMContext
from business_hexagon.application.actor import Actor
from business_hexagon.application.queries.catalogue.list_products import ListProducts

from bot_service.interface.telegram import sessions
from bot_service.interface.telegram.cart.cart_screen import cart_screen
from bot_service.interface.telegram.cart.cart_view import CartView, read_cart
from bot_service.interface.telegram.cart.kept_cart import shown_cart
from bot_service.interface.telegram.checkout.checkout_screens import summary_screen
from bot_service.interface.telegram.checkout.checkout_state import CompleteCheckout
from bot_service.interface.telegram.payment_choices import PaymentChoices
from bot_service.interface.telegram.screen import Screen
from bot_service.interface.telegram.session import ChatSession


class OrderSummary:
    """Prices the checkout that is going on and remembers the total that is shown.

    Args:
        list_products: Today's prices.
        choices: What the ways to pay are called.
    """

    def __init__(self, list_products: ListProducts, choices: PaymentChoices) -> None:
        self._list_products = list_products
        self._choices = choices

    async def show(
        self,
        complete: CompleteCheckout,
        actor: Actor,
        session: ChatSession,
        state: FSMContext,
        *,
        is_new_price: bool = False,
    ) -> Screen:
        """The summary; or the cart, and the end of the checkout, when something in it is gone.

        Raises:
            StorageUnavailable: A data service, or the store of the sessions, does not answer.
        """
        view = await read_cart(self._list_products, actor, complete.lines)
        if view.gone:
            session.checkout = None
            await sessions.save(state, session)
            left = await shown_cart(self._list_products, actor, session, state)
            return cart_screen(CartView(left.lines, view.gone))
        session.checkout = complete.agreed(view.total(view.currencies[0]))
        await sessions.save(state, session)
        return summary_screen(
            complete.id,
            view,
            complete.address,
            self._label(complete.payment_method),
            is_new_price=is_new_price,
        )

    def _label(self, payment_method: str) -> str:
        labels = {choice.method: choice.label for choice in self._choices.choices}
        return labels.get(payment_method, payment_method)
