"""The table of routers: reading it is reading what the bot does, in the order of precedence.

A feature package has a module `routes.py` with `build_router() -> Router`: a router of aiogram can
be attached once, and every dispatcher needs its own.
"""

from collections.abc import Callable
from typing import Final

from aiogram import F, Router
from aiogram.enums import ChatType

from bot_service.interface.telegram.account.routes import build_router as build_account
from bot_service.interface.telegram.attachments.routes import build_router as build_attachments
from bot_service.interface.telegram.cart.routes import build_router as build_cart
from bot_service.interface.telegram.catalogue.routes import build_router as build_catalogue
from bot_service.interface.telegram.catalogue.routes import build_text_search_router
from bot_service.interface.telegram.checkout.routes import build_router as build_checkout
from bot_service.interface.telegram.inline.routes import build_router as build_inline
from bot_service.interface.telegram.orders.routes import build_router as build_orders
from bot_service.interface.telegram.other_updates.routes import (
    build_router as build_other_updates,
)
from bot_service.interface.telegram.staff.routes import build_router as build_staff
from bot_service.interface.telegram.tasks.routes import build_router as build_tasks

type BuildRouter = Callable[[], Router]

PRIVATE: Final[tuple[BuildRouter, ...]] = (
    build_tasks,
    build_staff,
    build_account,
    build_catalogue,
    build_cart,
    build_checkout,
    build_orders,
    build_attachments,
    build_text_search_router,
)
"""In private chats alone: in a group everybody would read, and be, whoever linked it.

Commands and buttons come first, then photos and documents; plain text is a search, and last."""

EVERYWHERE: Final[tuple[BuildRouter, ...]] = (build_inline, build_other_updates)
"""What is left of private chats, and all that comes from elsewhere."""


def build_routers() -> tuple[Router, ...]:
    """New routers for one dispatcher."""
    private = Router(name="private")
    private.message.filter(F.chat.type == ChatType.PRIVATE)
    private.edited_message.filter(F.chat.type == ChatType.PRIVATE)
    private.callback_query.filter(F.message.chat.type == ChatType.PRIVATE)
    for build in PRIVATE:
        private.include_router(build())
    return private, *(build() for build in EVERYWHERE)
