"""Inline mode: `@our_bot lamp` in any chat lists products to share."""

from html import escape
from typing import Final

from aiogram import Bot
from aiogram.enums import ParseMode
from aiogram.types import (
    ChosenInlineResult,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InlineQuery,
    InlineQueryResultArticle,
    InputTextMessageContent,
)
from aiogram.utils.i18n import gettext as _
from business_hexagon.application.actor import Actor
from business_hexagon.application.queries.catalogue.list_products import ListProducts
from business_hexagon.application.queries.catalogue.search_products import SearchProducts
from dishka.integrations.aiogram import FromDishka, inject
from telemetry.logs import get_logger

from bot_service.interface.telegram.catalogue.buttons import MOST_PAGES
from bot_service.interface.telegram.catalogue.product_slice import catalogue_slice, search_slice
from bot_service.interface.telegram.catalogue.shown_product import ShownProduct
from bot_service.interface.telegram.money_text import money
from bot_service.interface.telegram.short_text import shortened

_LOG = get_logger("bot_service.inline")
_PAGE_SIZE: Final = 6
_CACHE_SECONDS: Final = 30
_LONGEST_WORDS: Final = 100
_LONGEST_DESCRIPTION: Final = 100


@inject
async def find_products(
    inline_query: InlineQuery,
    actor: Actor,
    bot: Bot,
    list_products: FromDishka[ListProducts],
    search_products: FromDishka[SearchProducts],
) -> None:
    """A page of what matches; of everything when nothing was typed yet."""
    page = _page_number(inline_query.offset)
    words = " ".join(inline_query.query.split())[:_LONGEST_WORDS]
    if words:
        found = await search_slice(search_products, actor, words, page, _PAGE_SIZE)
    else:
        found = await catalogue_slice(list_products, actor, page, _PAGE_SIZE)
    shop = f"https://t.me/{(await bot.me()).username}"
    more = found.has_more and page + 1 < MOST_PAGES
    await inline_query.answer(
        [_result(product, shop) for product in found.products],
        cache_time=_CACHE_SECONDS,
        is_personal=True,  # the language is
        next_offset=str(page + 1) if more else "",
    )


async def note_choice(chosen_inline_result: ChosenInlineResult) -> None:
    """Somebody shared a product."""
    _LOG.info("product_shared", product=chosen_inline_result.result_id)


def _page_number(offset: str) -> int:
    return min(int(offset), MOST_PAGES - 1) if offset.isascii() and offset.isdigit() else 0


def _result(product: ShownProduct, shop: str) -> InlineQueryResultArticle:
    price = money(product.unit_price, product.currency)
    text = f"<b>{escape(product.name)}</b>\n{price}"
    link = InlineKeyboardButton(text=_("🛍 Have a look"), url=f"{shop}?start=p_{product.id.hex}")
    return InlineQueryResultArticle(
        id=product.id.hex,
        title=product.name,
        description=shortened(f"{price} {product.description}".rstrip(), _LONGEST_DESCRIPTION),
        input_message_content=InputTextMessageContent(message_text=text, parse_mode=ParseMode.HTML),
        reply_markup=InlineKeyboardMarkup(inline_keyboard=[[link]]),
    )
