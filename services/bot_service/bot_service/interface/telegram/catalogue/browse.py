"""`/catalogue`: pages of products, and their cards."""

from aiogram import Bot
from aiogram.types import CallbackQuery, Message
from business_hexagon.application.actor import Actor
from business_hexagon.application.queries.catalogue.get_product import GetProduct
from business_hexagon.application.queries.catalogue.list_products import ListProducts
from dishka.integrations.aiogram import FromDishka, inject

from bot_service.interface.telegram.catalogue.buttons import OpenCatalogue, OpenProduct
from bot_service.interface.telegram.catalogue.product_cards import ProductCards
from bot_service.interface.telegram.catalogue.product_list import catalogue_screen
from bot_service.interface.telegram.catalogue.product_slice import catalogue_slice
from bot_service.interface.telegram.catalogue.read_product import read_product
from bot_service.interface.telegram.screen import acknowledge, answer_with, redraw
from bot_service.interface.telegram.session import ChatSession


@inject
async def show_catalogue(
    message: Message, actor: Actor, list_products: FromDishka[ListProducts]
) -> None:
    """The first page."""
    await answer_with(message, catalogue_screen(await catalogue_slice(list_products, actor, 0)))


@inject
async def turn_catalogue(
    callback: CallbackQuery,
    callback_data: OpenCatalogue,
    actor: Actor,
    list_products: FromDishka[ListProducts],
) -> None:
    """Another page."""
    found = await catalogue_slice(list_products, actor, callback_data.page)
    await acknowledge(callback)
    await redraw(callback, catalogue_screen(found))


@inject
async def open_product(
    callback: CallbackQuery,
    *,
    callback_data: OpenProduct,
    actor: Actor,
    session: ChatSession,
    bot: Bot,
    get_product: FromDishka[GetProduct],
    cards: FromDishka[ProductCards],
) -> None:
    """The card of a product, below the list that it was chosen from."""
    product = await read_product(get_product, callback_data.product_id)
    await acknowledge(callback)
    in_cart = session.cart.get(product.id, 0)
    await cards.send(bot, callback.from_user.id, actor, product, in_cart)
