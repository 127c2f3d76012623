"""`/orders`: the latest orders of the linked account."""

from aiogram.types import Message
from business_hexagon.application.ports.documents import PageRequest
from business_hexagon.application.queries.chats.identify_chat import (
    IdentifyChat,
    IdentifyChatQuery,
)
from business_hexagon.application.queries.ordering.list_orders import ListOrders, ListOrdersQuery
from dishka.integrations.aiogram import FromDishka, inject
from storage_contracts.pages import Page
from storage_contracts.rows.order_row import OrderHeader
from telemetry.request_context import current_context

_LATEST = 10
NOT_LINKED = "This chat is not linked with an account yet. /help tells how."
NO_ORDERS = "You have no orders yet."


@inject
async def show_orders(
    message: Message,
    identify_chat: FromDishka[IdentifyChat],
    list_orders: FromDishka[ListOrders],
) -> None:
    """List the latest orders."""
    request_id = current_context().request_id
    identity = await identify_chat.execute(IdentifyChatQuery(message.chat.id, request_id))
    actor = identity.actor
    if actor.is_guest:
        await message.answer(NOT_LINKED)
        return
    found = await list_orders.execute(ListOrdersQuery(actor, PageRequest(limit=_LATEST)))
    page = Page[OrderHeader].model_validate_json(found.content)
    await message.answer("\n".join(map(describe, page.items)) or NO_ORDERS)


def describe(order: OrderHeader) -> str:
    """One line about an order."""
    number = str(order.id)[:8]
    amount = f"{order.charge_amount:.2f} {order.currency}"
    return f"{number}  {order.created_at:%Y-%m-%d}  {amount}  {order.status}"
