"""`/orders`: one's orders, and each of them in full."""

from aiogram.types import CallbackQuery, Message
from aiogram.utils.i18n import gettext as _
from business_hexagon.application.actor import Actor
from business_hexagon.application.ports.documents import PageRequest
from business_hexagon.application.queries.chats.identify_chat import ChatIdentity
from business_hexagon.application.queries.ordering.list_orders import ListOrders, ListOrdersQuery
from dishka.integrations.aiogram import FromDishka, inject

from bot_service.interface.telegram.account.main_menu import menu_screen
from bot_service.interface.telegram.orders.buttons import OpenOrders, OrderButton
from bot_service.interface.telegram.orders.live_order import LiveOrder
from bot_service.interface.telegram.orders.order_list import PAGE_SIZE, order_list_screen
from bot_service.interface.telegram.orders.shown_order import OrderPage
from bot_service.interface.telegram.screen import Screen, acknowledge, answer_with, redraw, write_to


@inject
async def show_orders(
    message: Message, identity: ChatIdentity, list_orders: FromDishka[ListOrders]
) -> None:
    """The latest orders."""
    await answer_with(message, await _page(list_orders, identity, 0))


@inject
async def turn_orders(
    callback: CallbackQuery,
    callback_data: OpenOrders,
    identity: ChatIdentity,
    list_orders: FromDishka[ListOrders],
) -> None:
    """Another page."""
    screen = await _page(list_orders, identity, callback_data.page)
    await acknowledge(callback)
    if callback_data.below:
        await write_to(callback, screen)
    else:
        await redraw(callback, screen)


@inject
async def open_order(
    callback: CallbackQuery,
    callback_data: OrderButton,
    actor: Actor,
    language: str,
    live_order: FromDishka[LiveOrder],
) -> None:
    """One order, below the list; its message is kept up to date from now on."""
    await live_order.open(callback, actor, callback_data.order_id, language)
    await acknowledge(callback)


@inject
async def show_order(
    callback: CallbackQuery,
    callback_data: OrderButton,
    actor: Actor,
    language: str,
    live_order: FromDishka[LiveOrder],
) -> None:
    """One order, where the button was."""
    await live_order.show(callback, actor, callback_data.order_id, language)
    await acknowledge(callback)


async def _page(list_orders: ListOrders, identity: ChatIdentity, page: int) -> Screen:
    if identity.actor.is_guest:
        text = _(
            "📦 I do not know yet whose orders to show.\n\n"
            "Register with one tap, or connect your account: /link"
        )
        return menu_screen(text, has_account=False)
    # From the beginning, as for products: a cursor does not fit into a button.
    request = PageRequest(limit=(page + 1) * PAGE_SIZE)
    found = await list_orders.execute(ListOrdersQuery(identity.actor, request))
    read = OrderPage.model_validate_json(found.content)
    has_more = read.next_cursor is not None
    return order_list_screen(read.items[page * PAGE_SIZE :], page, has_more=has_more)
