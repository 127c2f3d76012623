"""The table of routers: reading it is reading what the bot does, in the order of precedence.

A feature package has a module `routes.py` with `build_router() -> Router`: a router of aiogram can
be attached once, and every dispatcher needs its own.
"""

from collections.abc import Callable
from typing import Final

from aiogram import F, Router
from aiogram.enums import ChatType

type BuildRouter = Callable[[], Router]

PRIVATE: Final[tuple[BuildRouter, ...]] = ()
"""In private chats alone: in a group everybody would read, and be, whoever linked it.

Commands and buttons of E and F; then photos and documents; plain text as a search comes last."""

EVERYWHERE: Final[tuple[BuildRouter, ...]] = ()
"""What is left of private chats, and all that comes from elsewhere."""


def build_routers() -> tuple[Router, ...]:
    """New routers for one dispatcher."""
    private = Router(name="private")
    private.message.filter(F.chat.type == ChatType.PRIVATE)
    private.edited_message.filter(F.chat.type == ChatType.PRIVATE)
    private.callback_query.filter(F.message.chat.type == ChatType.PRIVATE)
    private.include_routers(*(build() for build in PRIVATE))
    return private, *(build() for build in EVERYWHERE)
