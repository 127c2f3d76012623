"""`/orders`: the latest orders of the linked account."""

from aiogram.types import Message
from business_hexagon.application.actor import Actor
from business_hexagon.application.ports.chat_links import ChatLinks
from business_hexagon.application.ports.documents import PageRequest
from business_hexagon.application.queries.ordering.list_orders import ListOrders, ListOrdersQuery
from business_hexagon.domain.identity.role import Role
from dishka.integrations.aiogram import FromDishka, inject
from storage_contracts.pages import Page
from storage_contracts.rows.order_row import OrderHeader
from telemetry.request_context import current_context

_LATEST = 10
NOT_LINKED = "This chat is not linked with an account yet. /help tells how."
NO_ORDERS = "You have no orders yet."


@inject
async def show_orders(
    message: Message, links: FromDishka[ChatLinks], list_orders: FromDishka[ListOrders]
) -> None:
    """List the latest orders."""
    user_id = await links.user_of(message.chat.id)
    if user_id is None:
        await message.answer(NOT_LINKED)
        return
    actor = Actor(user_id, Role.CUSTOMER, current_context().request_id)
    found = await list_orders.execute(ListOrdersQuery(actor, PageRequest(limit=_LATEST)))
    page = Page[OrderHeader].model_validate_json(found.content)
    await message.answer("\n".join(map(describe, page.items)) or NO_ORDERS)


def describe(order: OrderHeader) -> str:
    """One line about an order."""
    number = str(order.id)[:8]
    amount = f"{order.charge_amount:.2f} {order.currency}"
    return f"{number}  {order.created_at:%Y-%m-%d}  {amount}  {order.status}"
