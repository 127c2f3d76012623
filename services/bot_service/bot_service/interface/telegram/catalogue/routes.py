"""What the catalogue answers."""

from aiogram import F, Router
from aiogram.filters import Command, StateFilter

from bot_service.interface.telegram.catalogue.browse import (
    open_product,
    show_catalogue,
    turn_catalogue,
)
from bot_service.interface.telegram.catalogue.buttons import OpenCatalogue, OpenProduct, OpenSearch
from bot_service.interface.telegram.catalogue.search import search, search_by_text, turn_search


def build_router() -> Router:
    """A new router of the catalogue."""
    router = Router(name="catalogue")
    router.message.register(show_catalogue, Command("catalogue", "shop"))
    router.message.register(search, Command("search"))
    router.callback_query.register(turn_catalogue, OpenCatalogue.filter())
    router.callback_query.register(open_product, OpenProduct.filter())
    router.callback_query.register(turn_search, OpenSearch.filter())
    return router


def build_text_search_router() -> Router:
    """A new router for plain text that nobody else wants: it is what somebody looks for."""
    router = Router(name="text_search")
    router.message.register(search_by_text, StateFilter(None), F.text, ~F.text.startswith("/"))
    return router
