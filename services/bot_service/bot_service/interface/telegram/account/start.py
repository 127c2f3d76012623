"""`/start`, perhaps by a link that opens a product or an order, or connects an account."""

import re
from html import escape
from typing import Final
from uuid import UUID

from aiogram import Bot
from aiogram.filters import CommandObject
from aiogram.fsm.context import FSMContext
from aiogram.types import Message, Update
from aiogram.utils.i18n import gettext as _
from business_hexagon.application.queries.catalogue.get_product import GetProduct
from business_hexagon.application.queries.chats.identify_chat import ChatIdentity
from dishka.integrations.aiogram import FromDishka, inject

from bot_service.interface.telegram.account.connecting import Connecting
from bot_service.interface.telegram.account.link import connect
from bot_service.interface.telegram.account.main_menu import menu_screen
from bot_service.interface.telegram.catalogue.product_cards import ProductCards
from bot_service.interface.telegram.catalogue.read_product import read_product
from bot_service.interface.telegram.orders.live_order import LiveOrder
from bot_service.interface.telegram.screen import answer_with
from bot_service.interface.telegram.session import ChatSession

_PRODUCT: Final = re.compile("p_([0-9a-f]{32})")
_ORDER: Final = re.compile("order_([0-9a-f]{32})")


@inject
async def start(
    message: Message,
    *,
    command: CommandObject,
    identity: ChatIdentity,
    session: ChatSession,
    state: FSMContext,
    event_update: Update,
    language: str,
    bot: Bot,
    get_product: FromDishka[GetProduct],
    cards: FromDishka[ProductCards],
    live_order: FromDishka[LiveOrder],
    connecting: FromDishka[Connecting],
) -> None:
    """Greet, or go where the link leads."""
    target = command.args or ""
    if product := _PRODUCT.fullmatch(target):
        shown = await read_product(get_product, UUID(product[1]))
        in_cart = session.cart.get(shown.id, 0)
        await cards.send(bot, message.chat.id, identity.actor, shown, in_cart)
    elif order := _ORDER.fullmatch(target):
        await live_order.write(message, identity.actor, UUID(order[1]), language)
    elif target:
        await connect(
            message,
            target,
            identity=identity,
            session=session,
            state=state,
            update=event_update,
            connecting=connecting,
        )
    else:
        await answer_with(
            message, menu_screen(_greeting(message), has_account=not identity.actor.is_guest)
        )


def _greeting(message: Message) -> str:
    name = message.chat.first_name or _("there")
    return _(
        "👋 Hello, {name}, and welcome to <b>Quintet</b>!\n\n"
        "Have a look around, fill your cart, and order in a minute. "
        "I keep you posted until everything is done.\n\n"
        "Looking for something? Just type it."
    ).format(name=escape(name))
