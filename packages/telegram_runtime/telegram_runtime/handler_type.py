"""The type of what a middleware wraps."""

from collections.abc import Awaitable, Callable

from aiogram.types import TelegramObject

type HandlerData = dict[str, object]
"""What handlers are given by name; see `docs/guides` and `dispatcher.py` for the names."""

type Handler = Callable[[TelegramObject, HandlerData], Awaitable[object]]
"""The rest of the way to the handler."""
